"""Wrong backwards of convolution and dense layers, written without the rules of the diagnosis.

Each has exactly one mistake; what else a student would return is right, or not given.
"""

from collections.abc import Callable

import numpy as np

from tests.diagnosis.experiment.variant import GradientVariant
from tests.gradients.variants.convolution import padded, windows

GRADIENTS: list[GradientVariant] = []


def adds_to(gradients: list[GradientVariant]) -> Callable[..., Callable[..., Callable[..., object]]]:
    """A decorator ``wrong(family, about, label)`` that collects wrong backwards."""

    def wrong(family, about, label):
        def add(backward):
            gradients.append(GradientVariant(family, about, label, backward))
            return backward

        return add

    return wrong


wrong = adds_to(GRADIENTS)


@wrong("convolution", "dw: what an image gives replaces what the images before it gave", "last_example_only")
def dw_of_one_image(dout, x, w, b):
    N, F, OH, OW = dout.shape
    dw = np.zeros(w.shape)
    for n in range(N):
        for f in range(F):
            for u, v in np.ndindex(*w.shape[2:]):
                dw[f, :, u, v] = (x[n, :, u : u + OH, v : v + OW] * dout[n, f]).sum(axis=(1, 2))
    return None, dw, None


@wrong("convolution", "dw: set at every output pixel, never added to", "last_windows_only")
def dw_of_one_pixel(dout, x, w, b):
    grad_w = np.empty_like(w)
    for row in range(dout.shape[2]):
        for col in range(dout.shape[3]):
            patch = x[:, :, row : row + w.shape[2], col : col + w.shape[3]]
            for f in range(len(w)):
                grad_w[f] = np.tensordot(dout[:, f, row, col], patch, axes=1)
    return None, grad_w, None


@wrong("convolution", "dx: gathered pixel by pixel, with the kernel the wrong way round", None)
def dx_of_the_unturned_kernel(dout, x, w, b):
    KH, KW = w.shape[2:]
    dx = np.zeros_like(x)
    for r, s in np.ndindex(*x.shape[2:]):
        for u, v in np.ndindex(KH, KW):
            i, j = r - (KH - 1 - u), s - (KW - 1 - v)
            if 0 <= i < dout.shape[2] and 0 <= j < dout.shape[3]:
                dx[:, :, r, s] += dout[:, :, i, j] @ w[:, :, u, v]
    return dx, None, None


@wrong("convolution", "dw: np.mean over images and pixels where the chain rule adds", "mean_for_sum")
def dw_mean(dout, x, w, b):
    OH, OW = dout.shape[2:]
    dw = np.zeros_like(w)
    for f, c, u, v in np.ndindex(*w.shape):
        dw[f, c, u, v] = np.mean(x[:, c, u : u + OH, v : v + OW] * dout[:, f])
    return None, dw, None


@wrong("convolution", "dw: (pixels of a window, filters) reshaped to the kernels' shape", "other_order")
def dw_reshaped(dout, x, w, b):
    rows = windows(x, w, 1, 0).transpose(0, 2, 3, 1, 4, 5).reshape(-1, w[0].size)
    columns = dout.transpose(1, 0, 2, 3).reshape(len(w), -1)
    return None, (rows.T @ columns.T).reshape(w.shape), None


@wrong("convolution", "dx: each filter sets an image's gradient anew", "last_channel_only")
def dx_of_one_filter(dout, x, w, b):
    dx = np.zeros_like(x)
    for f, kernel in enumerate(w):
        for n in range(len(x)):
            image = np.zeros(x.shape[1:])
            for i, j in np.ndindex(*dout.shape[2:]):
                image[:, i : i + kernel.shape[1], j : j + kernel.shape[2]] += dout[n, f, i, j] * kernel
            dx[n] = image
    return dx, None, None


@wrong("convolution", "db: filters counted from 1, the first never filled", "first_channel_left_out")
def db_from_one(dout, x, w, b):
    db = np.zeros(b.shape)
    for f in range(1, len(b)):
        for image in dout:
            db[f] += image[f].sum()
    return None, None, db


@wrong("convolution", "dx: only pixels for which a whole kernel of outputs exists", "wrong_at_border")
def dx_of_the_interior(dout, x, w, b):
    (KH, KW), (H, W) = w.shape[2:], x.shape[2:]
    turned = w[:, :, ::-1, ::-1]
    dx = np.zeros_like(x)
    for r in range(KH - 1, H - KH + 1):
        for s in range(KW - 1, W - KW + 1):
            seen = dout[:, :, r - KH + 1 : r + 1, s - KW + 1 : s + 1]
            dx[:, :, r, s] = np.einsum("nfuv,fcuv->nc", seen, turned)
    return dx, None, None


def framed(dout, x, w, stride, padding):
    """The right gradient of the padded images, one kernel offset after the other."""
    OH, OW = dout.shape[2:]
    frame = np.zeros_like(padded(x, padding))
    for u, v in np.ndindex(*w.shape[2:]):
        frame[:, :, u : u + stride * OH : stride, v : v + stride * OW : stride] += np.einsum(
            "nfij,fc->ncij", dout, w[:, :, u, v]
        )
    return frame


@wrong("convolution", "dx: the frame cut off with slice(p, -p), without a frame", "empty")
def dx_cut_to_nothing(dout, x, w, b, padding=0):
    inner = slice(padding, -padding)
    return framed(dout, x, w, 1, padding)[..., inner, inner], None, None


GRADIENTS += [
    GradientVariant("convolution", "db: the columns are still there", "not_summed",
                    lambda dout, x, w, b: (None, None, np.einsum("nfij->fj", dout))),
    GradientVariant("convolution s2 p1", "dx: returned with its frame", "not_cropped",
                    lambda dout, x, w, b: (framed(dout, x, w, 2, 1), None, None)),
    GradientVariant("convolution s2 p1", "dx: the stride cut off on each side, not the padding", "cropped_too_far",
                    lambda dout, x, w, b: (framed(dout, x, w, 2, 1)[:, :, 2:-2, 2:-2], None, None)),
    GradientVariant("convolution s2 p1", "dx: the frame cut off above and left alone", "too_many_at_end",
                    lambda dout, x, w, b: (framed(dout, x, w, 2, 1)[:, :, 1:, 1:], None, None)),
    GradientVariant("convolution s2 p1", "dx: the whole frame cut off below and right", "shifted",
                    lambda dout, x, w, b: (framed(dout, x, w, 2, 1)[:, :, : x.shape[2], : x.shape[3]], None, None)),
    GradientVariant("convolution s2 p1", "dw: the stride forgotten in the slices", None,
                    lambda dout, x, w, b: (
                        None, np.einsum("nchwuv,nfhw->fcuv", windows(x, w, 1, 1)[:, :, :3, :4], dout), None)),
]  # fmt: skip


@wrong("convolution s2 p1", "dx: = for += where an image's windows share pixels", "overlaps_overwritten")
def dx_overwritten(dout, x, w, b):
    frame = padded(0 * x, 1)
    for n, i, j in np.ndindex(len(x), *dout.shape[2:]):
        top, left = 2 * i, 2 * j
        frame[n, :, top : top + 3, left : left + 2] = sum(g * kernel for g, kernel in zip(dout[n, :, i, j], w))  # noqa: B905
    return frame[:, :, 1:-1, 1:-1], None, None


@wrong("convolution s2 p1", "the number of windows without its + 1", "last_windows_left_out")
def one_window_too_few(dout, x, w, b, S=2, P=1):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    big, dw = padded(x, P), np.zeros_like(w)
    dbig = np.zeros_like(big)
    for n in range(N):
        for f in range(F):
            for i in range((H + 2 * P - KH) // S):
                for j in range((W + 2 * P - KW) // S):
                    at = (n, slice(None), slice(i * S, i * S + KH), slice(j * S, j * S + KW))
                    dw[f] += dout[n, f, i, j] * big[at]
                    dbig[at] += dout[n, f, i, j] * w[f]
    return dbig[:, :, P : P + H, P : P + W], dw, None


@wrong("convolution s2 p1", "dw: stored as for a convolution with the kernel turned", "flipped")
def dw_turned(dout, x, w, b):
    KH, KW = w.shape[2:]
    big, dw = padded(x, 1), np.zeros_like(w)
    for u in range(KH):
        for v in range(KW):
            met = big[:, :, u : u + 2 * dout.shape[2] : 2, v : v + 2 * dout.shape[3] : 2]
            dw[:, :, KH - 1 - u, KW - 1 - v] = np.tensordot(dout, met, axes=((0, 2, 3), (0, 2, 3)))
    return None, dw, None


@wrong("convolution s2 p1", "db: divided by the number of images", "divided_by_batch_size")
def db_per_image(dout, x, w, b):
    db = np.zeros(len(w))
    for image in dout:
        db += image.sum(axis=(1, 2)) / dout.shape[0]
    return None, None, db


@wrong("dense", "db: the loop over the examples begins at 1", "first_example_left_out")
def db_without_the_first(dout, x, w, b):
    db = np.zeros_like(b)
    for n in range(1, len(dout)):
        db += dout[n]
    return dout @ w.T, x.T @ dout, db


@wrong("dense", "dw: break, meant for the inner loop, ends the one over the examples", "first_example_only")
def dw_left_early(dout, x, w, b):
    dw = np.zeros_like(w)
    for n in range(len(x)):
        for k in range(w.shape[1]):
            dw[:, k] += dout[n, k] * x[n]
        break
    return None, dw, None


@wrong("dense", "w returned for dw, a slip of the pen", "argument_returned")
def w_for_dw(dout, x, w, b):
    dw = np.zeros_like(w)
    for row, d in zip(x, dout, strict=True):
        dw += np.outer(row, d)
    return dout @ w.T, w, dout.sum(0)


@wrong("dense", "dx: the loop adds to what the product has filled already", "doubled")
def dx_filled_twice(dout, x, w, b):
    dx = np.dot(dout, w.T)
    for unit in range(w.shape[1]):
        dx += np.outer(dout[:, unit], w[:, unit])
    return dx, x.T @ dout, dout.sum(0)


GRADIENTS += [
    GradientVariant("dense", "dw: outputs first", "transposed",
                    lambda dout, x, w, b: (dout @ w.T, np.einsum("nk,ni->ki", dout, x), dout.sum(0))),
    GradientVariant("dense", "db: one number an example", "wrong_axis",
                    lambda dout, x, w, b: (dout @ w.T, x.T @ dout, np.array([row.sum() for row in dout]))),
    GradientVariant("dense", "db: np.sum without an axis", "summed_too_far",
                    lambda dout, x, w, b: (dout @ w.T, x.T @ dout, np.sum(dout))),
    GradientVariant("dense", "dw: d out / d w alone, dout never used", "upstream_ignored",
                    lambda dout, x, w, b: (dout @ w.T, np.repeat(x.sum(axis=0)[:, None], len(b), axis=1), dout.sum(0))),
]  # fmt: skip
