"""Averages the pixels by their exponentials, another smooth maximum than the one asked for."""

import numpy as np

fails = ["smooth_max_pool"]
hint = "There are several smooth maxima. Compare yours with the handout's formula on the window 0, 0, 0, log 5."


def smooth_max_pool_forward(x, size, stride, beta):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    powers = np.exp(beta * (windows - windows.max(axis=(4, 5), keepdims=True)))
    return (powers * windows).sum(axis=(4, 5)) / powers.sum(axis=(4, 5)), (x, size, stride, beta)


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
