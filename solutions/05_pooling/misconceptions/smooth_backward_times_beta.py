"""Keeps the β from the inner derivative, and forgets the 1/β in front of the logarithm."""

import numpy as np

fails = ["smooth_max_pool"]
hint = (
    "If every pixel of a window grows by a little, by how much does the result grow? So what do the shares add up to?"
)


def smooth_max_pool_forward(x, size, stride, beta):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    largest = windows.max(axis=(4, 5))
    mean = np.exp(beta * (windows - largest[..., None, None])).mean(axis=(4, 5))
    return largest + np.log(mean) / beta, (x, size, stride, beta)


def smooth_max_pool_backward(dout, cache):
    x, size, stride, beta = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        window = x[:, :, rows, columns]
        powers = np.exp(beta * (window - window.max(axis=(2, 3), keepdims=True)))
        weights = beta * powers / powers.sum(axis=(2, 3), keepdims=True)
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] * weights
    return dx
