"""Lays the windows side by side, whatever the stride."""

import numpy as np

fails = ["max_pool"]
hint = "With size 3 and stride 2, in which row does the second window begin? And with size 2 and stride 3?"


def max_pool_forward(x, size, stride):
    OH, OW = x.shape[2] // size, x.shape[3] // size
    out = np.zeros((*x.shape[:2], OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = x[:, :, i * size : (i + 1) * size, j * size : (j + 1) * size]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, _ = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * size, j * size
        window = x[n, c, top : top + size, left : left + size]
        u, v = divmod(np.argmax(window), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
