"""Marks the pixels that were picked with 1 and leaves it at that: dout is not used."""

import numpy as np

fails = ["max_pool"]
hint = "Multiply dout by two. Does your dx double?"


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        u, v = divmod(np.argmax(window), size)
        dx[n, c, top + u, left + v] += 1
    return dx
