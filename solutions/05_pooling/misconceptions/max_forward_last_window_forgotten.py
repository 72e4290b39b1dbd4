"""Leaves out the last row and the last column of windows: the + 1 of the formula is missing."""

import numpy as np

fails = ["max_pool"]
hint = "How many windows of size 2 are there in an image of two rows? What does your formula say?"


def max_pool_forward(x, size, stride):
    OH, OW = (x.shape[2] - size) // stride, (x.shape[3] - size) // stride
    out = np.zeros((*x.shape[:2], OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        u, v = divmod(np.argmax(window), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
