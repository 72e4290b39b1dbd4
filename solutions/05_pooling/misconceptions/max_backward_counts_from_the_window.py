"""Takes the picked pixel's place in its window for its place in the image."""

import numpy as np

fails = ["max_pool"]
hint = "argmax of a window counts from the window's corner. From where does dx count?"


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        window = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size]
        u, v = divmod(np.argmax(window), size)
        dx[n, c, u, v] += dout[n, c, i, j]
    return dx
