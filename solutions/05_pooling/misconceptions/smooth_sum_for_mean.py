"""Has a sum of exponentials where the formula has their mean, so that even a window of equal numbers grows."""

import numpy as np

fails = ["smooth_max_pool"]
hint = "What is the smooth maximum of a window in which every pixel is 0?"


def smooth_max_pool_forward(x, size, stride, beta):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    largest = windows.max(axis=(4, 5))
    total = np.exp(beta * (windows - largest[..., None, None])).sum(axis=(4, 5))
    return largest + np.log(total) / beta, (x, size, stride, beta)


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
