"""Divides by β what was subtracted before the exponential, which was not multiplied by it."""

import numpy as np

fails = ["smooth_max_pool"]
hint = (
    "Write exp(β·(x − m)) as a product of two factors and take the logarithm: what becomes of m, and what of the 1/β?"
)


def smooth_max_pool_forward(x, size, stride, beta):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    largest = windows.max(axis=(4, 5))
    mean = np.exp(beta * (windows - largest[..., None, None])).mean(axis=(4, 5))
    return (largest + np.log(mean)) / beta, (x, size, stride, beta)


def smooth_max_pool_backward(dout, cache):
    x, size, stride, beta = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        window = x[:, :, rows, columns]
        powers = np.exp(beta * (window - window.max(axis=(2, 3), keepdims=True)))
        weights = powers / powers.sum(axis=(2, 3), keepdims=True)
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] * weights
    return dx
