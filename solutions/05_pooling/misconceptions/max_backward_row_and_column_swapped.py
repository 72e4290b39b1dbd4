"""Takes the quotient of the picked place for its column and the remainder for its row."""

import numpy as np

fails = ["max_pool"]
hint = "argmax counts along the first row, then along the second. In a window of 3×3, which row and column is place 2?"


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        v, u = divmod(np.argmax(window), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
