"""Counts the windows that fit across where those that fit down belong, and the other way round."""

import numpy as np

fails = ["max_pool"]
hint = "Which axis of (N, C, H, W) does i run along, and which does j? Which of them is longer in an image of 7×11?"


def max_pool_forward(x, size, stride):
    OH, OW = (x.shape[3] - size) // stride + 1, (x.shape[2] - size) // stride + 1
    out = np.zeros((*x.shape[:2], OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = x[:, :, j * stride : j * stride + size, i * stride : i * stride + size]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = j * stride, i * stride
        window = x[n, c, top : top + size, left : left + size]
        u, v = divmod(np.argmax(window), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
