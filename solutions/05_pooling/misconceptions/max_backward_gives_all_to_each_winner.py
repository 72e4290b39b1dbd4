"""Gives the whole gradient to each of the pixels that tie for the largest."""

import numpy as np

fails = ["max_pool"]
hint = (
    "A window holds the largest number twice. If both grow by a little, by how much does the output grow, and how "
    "much gradient do you give out?"
)


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        window = x[:, :, rows, columns]
        is_largest = window == window.max(axis=(2, 3), keepdims=True)
        dx[:, :, rows, columns] += is_largest * dout[:, :, i : i + 1, j : j + 1]
    return dx
