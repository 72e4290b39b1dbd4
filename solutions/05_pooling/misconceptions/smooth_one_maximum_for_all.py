"""Subtracts the largest number of all images: in a window that is far below it, every exponential vanishes."""

import numpy as np

fails = ["smooth_max_pool"]
hint = (
    "One image is bright, the next is dark. What is left of the dark one after you subtract the largest number of both?"
)


def smooth_max_pool_forward(x, size, stride, beta):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    largest = x.max()
    mean = np.exp(beta * (windows - largest)).mean(axis=(4, 5))
    return largest + np.log(mean) / beta, (x, size, stride, beta)


def smooth_max_pool_backward(dout, cache):
    x, size, stride, beta = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        powers = np.exp(beta * (x[:, :, rows, columns] - x.max()))
        weights = powers / powers.sum(axis=(2, 3), keepdims=True)
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] * weights
    return dx
