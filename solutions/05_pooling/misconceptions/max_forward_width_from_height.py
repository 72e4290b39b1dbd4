"""Computes the output's width from the image's height, which is right for square images only."""

import numpy as np

fails = ["max_pool"]
hint = "Pool an image of 7×11 pixels: how many windows fit across? Read your line for OW aloud."


def max_pool_forward(x, size, stride):
    OH = (x.shape[2] - size) // stride + 1
    OW = (x.shape[2] - size) // stride + 1
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
