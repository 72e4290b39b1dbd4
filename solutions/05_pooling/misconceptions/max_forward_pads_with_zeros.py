"""Fills up the last windows with zeros where the size does not fit, and counts them too."""

import numpy as np

fails = ["max_pool"]
hint = "What does the handout say about windows that do not lie wholly on the image?"


def max_pool_forward(x, size, stride):
    down, across = -(x.shape[2] - size) % stride, -(x.shape[3] - size) % stride
    padded = np.pad(x, ((0, 0), (0, 0), (0, down), (0, across)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (padded, x.shape, size, stride)


def max_pool_backward(dout, cache):
    padded, x_shape, size, stride = cache
    dx = np.zeros_like(padded)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        u, v = divmod(np.argmax(padded[n, c, top : top + size, left : left + size]), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx[:, :, : x_shape[2], : x_shape[3]]
