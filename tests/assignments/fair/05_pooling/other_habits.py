"""Winners share, caches of other forms, double precision for single, prints and warnings, dout written into."""

import warnings

import numpy as np


def max_pool_forward(x, size, stride):
    print("pooling", x.shape)
    warnings.warn("this may take a while", stacklevel=1)
    x = x.astype(np.float64)
    OH, OW = 1 + (x.shape[2] - size) // stride, 1 + (x.shape[3] - size) // stride
    out = np.full((*x.shape[:2], OH, OW), -np.inf)
    for u, v in np.ndindex(size, size):
        np.maximum(out, x[:, :, u : u + stride * OH : stride, v : v + stride * OW : stride], out=out)
    return out, {"x": x, "out": out.copy(), "size": size, "stride": stride}


def max_pool_backward(dout, cache):
    x, out, size, stride = cache.values()
    slices = [
        (..., slice(u, u + stride * out.shape[2], stride), slice(v, v + stride * out.shape[3], stride))
        for u, v in np.ndindex(size, size)
    ]
    winners = sum((x[pixels] == out).astype(int) for pixels in slices)
    dout /= winners  # writes into the upstream gradient: a warning at most
    dx = np.zeros(x.shape)
    for pixels in slices:
        dx[pixels] += np.where(x[pixels] == out, dout, 0)
    return dx


def average_pool_forward(x, size, stride):
    """A running sum of the image: each window is the difference of four corners."""
    total = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (1, 0), (1, 0))).cumsum(axis=2).cumsum(axis=3)
    windows = total[..., size:, size:] - total[..., :-size, size:] - total[..., size:, :-size]
    windows += total[..., :-size, :-size]
    return [windows[..., ::stride, ::stride] / size**2, [list(x.shape), size, stride]]


def average_pool_backward(dout, cache):
    (N, C, H, W), size, stride = cache
    rows, columns = (
        np.array([[start <= k < start + size for start in range(0, length - size + 1, stride)] for k in range(length)])
        for length in (H, W)
    )
    assert dout.shape[:2] == (N, C)
    return rows / size @ dout @ columns.T / size


def global_average_pool_forward(x):
    pixels = x.reshape(x.shape[0], x.shape[1], -1)
    return np.dot(pixels, np.ones(pixels.shape[2])) / pixels.shape[2], x


def global_average_pool_backward(dout, cache):
    return np.zeros_like(cache) + (dout / np.prod(cache.shape[2:]))[:, :, np.newaxis, np.newaxis]


def columns_of(x, size, stride):
    """Where each window's pixels are in the flat image: (windows, size²)."""
    places = np.arange(x.shape[2] * x.shape[3]).reshape(x.shape[2:])
    windows = np.lib.stride_tricks.sliding_window_view(places, (size, size))[::stride, ::stride]
    return windows.shape[:2], windows.reshape(-1, size * size)


def smooth_max_pool_forward(x, size, stride, beta):
    shape, places = columns_of(x, size, stride)
    pixels = x.reshape(*x.shape[:2], -1)[:, :, places]
    out = (np.logaddexp.reduce(beta * pixels, axis=-1) - 2 * np.log(size)) / beta
    return out.reshape(*x.shape[:2], *shape), (x.shape, places, pixels, out, size, beta)


def smooth_max_pool_backward(dout, cache):
    shape, places, pixels, out, size, beta = cache
    weights = np.exp(beta * (pixels - out[..., None])) / size**2
    dx = np.zeros((*shape[:2], shape[2] * shape[3]))
    np.add.at(dx, (..., places), weights * dout.reshape(*shape[:2], -1, 1))
    return dx.reshape(shape)


def shift_agreement(x, shift, size, stride):
    moved = np.roll(x, shift, axis=(2, 3))
    for axis, step in zip((2, 3), shift, strict=True):
        gone = np.arange(x.shape[axis]) < step if step > 0 else np.arange(x.shape[axis]) >= x.shape[axis] + step
        np.moveaxis(moved, axis, 0)[gone] = 0
    before, after = (max_pool_forward(image, size, stride)[0] for image in (x, moved))
    return np.float64(1 - np.count_nonzero(before - after) / before.size)
