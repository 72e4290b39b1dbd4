"""Returns a gradient that ends with the last window, without the rows and columns that were left over."""

import numpy as np

fails = ["max_pool"]
hint = "What shape must dx have? What is the gradient of a pixel that was in no window?"


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros((*dout.shape[:2], *((n - 1) * stride + size for n in dout.shape[2:])))
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        u, v = divmod(np.argmax(window), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
