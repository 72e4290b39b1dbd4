"""Goes back through as many columns of windows as there are rows of windows."""

import numpy as np

fails = ["max_pool"]
hint = "How many numbers does a row of dout have? Which of them does your loop look at if the image is wider than high?"


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    N, C, OH, _ = dout.shape
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(N, C, OH, OH):
        top, left = i * stride, j * stride
        u, v = divmod(np.argmax(x[n, c, top : top + size, left : left + size]), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
