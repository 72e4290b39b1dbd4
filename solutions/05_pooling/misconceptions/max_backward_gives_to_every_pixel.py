"""Gives the gradient of an output to every pixel of its window."""

import numpy as np

fails = ["max_pool"]
hint = "Raise a pixel that is not the largest of its window by a little. What happens to the output?"


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        top, left = i * stride, j * stride
        dx[:, :, top : top + size, left : left + size] += dout[:, :, i : i + 1, j : j + 1]
    return dx
