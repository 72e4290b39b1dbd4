"""The convolution layer in loops, with im2col, einsum and FFT; and seventeen ways in which students get it wrong."""

import numpy as np

from tests.gradients.variants.variant import Family


def inputs(rng):
    return rng.normal(size=(3, 2, 7, 11)), rng.normal(size=(5, 2, 3, 2)), rng.normal(size=5)


def square(rng):
    return rng.normal(size=(2, 2, 5, 5)), rng.normal(size=(3, 2, 3, 3)), rng.normal(size=3)


def size(x, w, s, p):
    return (x.shape[2] + 2 * p - w.shape[2]) // s + 1, (x.shape[3] + 2 * p - w.shape[3]) // s + 1


def padded(x, p):
    return np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))


def cropped(dx, p):
    return dx[:, :, p : dx.shape[2] - p, p : dx.shape[3] - p]


def forward_loops(s, p):
    def forward(x, w, b):
        oh, ow = size(x, w, s, p)
        xp, kh, kw = padded(x, p), *w.shape[2:]
        out = np.zeros((len(x), len(w), oh, ow), dtype=x.dtype)
        for i in range(oh):
            for j in range(ow):
                for f in range(len(w)):
                    window = xp[:, :, i * s : i * s + kh, j * s : j * s + kw]
                    out[:, f, i, j] = (window * w[f]).sum(axis=(1, 2, 3)) + b[f]
        return out, (x, w)

    return forward


def windows(x, w, s, p):
    view = np.lib.stride_tricks.sliding_window_view(padded(x, p), w.shape[2:], axis=(2, 3))
    return view[:, :, ::s, ::s]


def forward_im2col(s, p):
    def forward(x, w, b):
        cols = windows(x, w, s, p)
        n, _, oh, ow = cols.shape[:4]
        rows = cols.transpose(0, 2, 3, 1, 4, 5).reshape(n * oh * ow, -1)
        return (rows @ w.reshape(len(w), -1).T + b).reshape(n, oh, ow, -1).transpose(0, 3, 1, 2)

    return forward


def forward_einsum(s, p):
    def forward(x, w, b):
        return np.einsum("nchwij,fcij->nfhw", windows(x, w, s, p), w) + b[:, None, None]

    return forward


def forward_fft(s, p):
    def forward(x, w, b):
        xp, (kh, kw) = padded(x, p), w.shape[2:]
        full = xp.shape[2] + kh - 1, xp.shape[3] + kw - 1
        spectrum = np.einsum("nchw,fchw->nfhw", np.fft.rfft2(xp, full), np.fft.rfft2(w[:, :, ::-1, ::-1], full))
        out = np.fft.irfft2(spectrum, full)[:, :, kh - 1 : xp.shape[2], kw - 1 : xp.shape[3]]
        return out[:, :, ::s, ::s] + b[:, None, None]

    return forward


def backward_loops(s, p):
    def backward(dout, x, w, b):
        kh, kw = w.shape[2:]
        xp = padded(x, p)
        dxp, dw = np.zeros_like(xp), np.zeros_like(w)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                at = (slice(None), slice(None), slice(i * s, i * s + kh), slice(j * s, j * s + kw))
                for f in range(len(w)):
                    dxp[at] += dout[:, f, i, j, None, None, None] * w[f]
                    dw[f] += (dout[:, f, i, j, None, None, None] * xp[at]).sum(axis=0)
        return cropped(dxp, p), dw, dout.sum(axis=(0, 2, 3))

    return backward


def backward_einsum(s, p, *, flip=False):
    def backward(dout, x, w, b):
        oh, ow = dout.shape[2:]
        kh, kw = w.shape[2:]
        dw = np.einsum("nchwij,nfhw->fcij", windows(x, w, s, p), dout)
        dxp = np.zeros_like(padded(x, p))
        for i in range(kh):
            for j in range(kw):
                k = w[:, :, kh - 1 - i, kw - 1 - j] if flip else w[:, :, i, j]
                dxp[:, :, i : i + s * oh : s, j : j + s * ow : s] += np.einsum("nfhw,fc->nchw", dout, k)
        return cropped(dxp, p), dw, np.einsum("nfhw->f", dout)

    return backward


def backward_im2col(s, p):
    def backward(dout, x, w, b):
        cols = windows(x, w, s, p)
        n, c, oh, ow, kh, kw = cols.shape
        rows = cols.transpose(0, 2, 3, 1, 4, 5).reshape(n * oh * ow, -1)
        flat = dout.transpose(0, 2, 3, 1).reshape(-1, len(w))
        dw = (flat.T @ rows).reshape(w.shape)
        drows = (flat @ w.reshape(len(w), -1)).reshape(n, oh, ow, c, kh, kw)
        dxp = np.zeros_like(padded(x, p))
        for i in range(oh):
            for j in range(ow):
                dxp[:, :, i * s : i * s + kh, j * s : j * s + kw] += drows[:, i, j]
        return cropped(dxp, p), dw, flat.sum(axis=0)

    return backward


def backward_fft(s, p):
    def backward(dout, x, w, b):
        _, dw, db = backward_einsum(s, p)(dout, x, w, b)
        xp, (kh, kw) = padded(x, p), w.shape[2:]
        dilated = np.zeros((len(x), len(w), xp.shape[2] - kh + 1, xp.shape[3] - kw + 1))
        dilated[:, :, ::s, ::s] = dout
        full = xp.shape[2:]
        dxp = np.fft.irfft2(np.einsum("nfhw,fchw->nchw", np.fft.rfft2(dilated, full), np.fft.rfft2(w, full)), full)
        return cropped(dxp, p), dw, db

    return backward


def changed(s, p, change):
    """The right gradients, changed by ``change(dx, dw, db, dout, x, w)``."""

    def backward(dout, x, w, b):
        return change(*backward_einsum(s, p)(dout, x, w, b), dout, x, w)

    return backward


def zero_border(dx, dw, db, *_):
    inner = np.zeros_like(dx)
    inner[:, :, 1:-1, 1:-1] = dx[:, :, 1:-1, 1:-1]
    return inner, dw, db


def unpadded(s, p):
    """dw from images that were never padded, wherever the window still fits."""

    def backward(dout, x, w, b):
        dx, _, db = backward_einsum(s, p)(dout, x, w, b)
        shifted = np.pad(x, ((0, 0), (0, 0), (0, 2 * p), (0, 2 * p)))
        return dx, np.einsum("nchwij,nfhw->fcij", windows(shifted, w, s, 0), dout), db

    return backward


def stride_of_offset(s, p):
    def backward(dout, x, w, b):
        _, dw, db = backward_einsum(s, p)(dout, x, w, b)
        dxp = padded(np.zeros_like(x), p)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                target = dxp[:, :, i : i + w.shape[2], j : j + w.shape[3]]
                target += np.einsum("nf,fcij->ncij", dout[:, :, i, j], w)
        return cropped(dxp, p), dw, db

    return backward


def overwrites(s, p):
    def backward(dout, x, w, b):
        _, dw, db = backward_einsum(s, p)(dout, x, w, b)
        dxp = padded(np.zeros_like(x), p)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                part = np.einsum("nf,fcij->ncij", dout[:, :, i, j], w)
                dxp[:, :, i * s : i * s + w.shape[2], j * s : j * s + w.shape[3]] = part
        return cropped(dxp, p), dw, db

    return backward


def last_filter(s, p):
    def backward(dout, x, w, b):
        _, dw, db = backward_einsum(s, p)(dout, x, w, b)
        dx, _, _ = backward_einsum(s, p)(dout[:, -1:], x, w[-1:], b)
        return dx, dw, db

    return backward


CONVOLUTION = Family("convolution", inputs)
_FORWARDS = {"loops": forward_loops, "im2col": forward_im2col, "einsum": forward_einsum, "fft": forward_fft}
_BACKWARDS = {"loops": backward_loops, "im2col": backward_im2col, "einsum": backward_einsum, "fft": backward_fft}
for _s, _p in [(1, 0), (2, 1), (3, 2)]:
    for _name in _FORWARDS:
        CONVOLUTION.right(f"{_name} s{_s} p{_p}", _FORWARDS[_name](_s, _p), _BACKWARDS[_name](_s, _p))
CONVOLUTION.right("square", forward_einsum(1, 1), backward_im2col(1, 1), square)

_WRONG = {
    "kernel flipped": (2, 1, backward_einsum(2, 1, flip=True)),
    "border zero": (1, 0, changed(1, 0, zero_border)),
    "images not padded": (1, 1, unpadded(1, 1)),
    "stride forgotten": (2, 1, stride_of_offset(2, 1)),
    "windows overwrite": (2, 1, overwrites(2, 1)),
    "last filter only": (1, 0, last_filter(1, 0)),
    "bias per example": (1, 0, changed(1, 0, lambda dx, dw, db, dout, x, w: (dx, dw, db / len(x)))),
    "bias of one example": (1, 0, changed(1, 0, lambda dx, dw, db, dout, x, w: (dx, dw, dout[-1].sum((1, 2))))),
    "bias without columns": (1, 0, changed(1, 0, lambda dx, dw, db, dout, x, w: (dx, dw, dout[..., 0].sum((0, 2))))),
    "dw halved": (1, 0, changed(1, 0, lambda dx, dw, db, dout, x, w: (dx, dw / 2, db))),
    "dw of the mean": (2, 0, changed(2, 0, lambda dx, dw, db, dout, x, w: (dx, dw / len(x), db))),
    "dw flipped": (2, 0, changed(2, 0, lambda dx, dw, db, dout, x, w: (dx, dw[:, :, ::-1, ::-1], db))),
    "dx negative": (1, 1, changed(1, 1, lambda dx, dw, db, dout, x, w: (-dx, dw, db))),
    "dx zero": (1, 1, changed(1, 1, lambda dx, dw, db, dout, x, w: (0 * dx, dw, db))),
    "dx shifted": (1, 1, changed(1, 1, lambda dx, dw, db, dout, x, w: (np.roll(dx, 1, axis=3), dw, db))),
    "channels swapped": (2, 1, changed(2, 1, lambda dx, dw, db, dout, x, w: (dx[:, ::-1], dw, db))),
    "upstream ignored": (
        1, 0, lambda dout, x, w, b: backward_einsum(1, 0)(np.ones_like(dout), x, w, b),
    ),
}  # fmt: skip
for _name, (_s, _p, _backward) in _WRONG.items():
    CONVOLUTION.wrong(_name, forward_einsum(_s, _p), _backward)
CONVOLUTION.wrong(
    "dx transposed", forward_einsum(1, 1),
    changed(1, 1, lambda dx, dw, db, dout, x, w: (dx.transpose(0, 1, 3, 2), dw, db)), square,
)  # fmt: skip
CONVOLUTION.wrong(
    "dw transposed", forward_einsum(1, 0),
    changed(1, 0, lambda dx, dw, db, dout, x, w: (dx, dw.transpose(0, 1, 3, 2), db)), square,
)  # fmt: skip
FAMILIES = [CONVOLUTION]
