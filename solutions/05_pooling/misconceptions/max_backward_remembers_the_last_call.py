"""Keeps what was picked outside of the cache, where the next call overwrites it."""

import numpy as np

fails = ["max_pool"]
hint = "Pool two images, then go back through the first. Which image does your backward function look at?"


last_call = {}


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    last_call["x"] = x
    return windows.max(axis=(4, 5)), (size, stride)


def max_pool_backward(dout, cache):
    size, stride = cache
    x = last_call["x"]
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        u, v = divmod(np.argmax(x[n, c, top : top + size, left : left + size]), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
