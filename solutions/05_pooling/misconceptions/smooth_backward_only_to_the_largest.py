"""Gives the gradient to the largest pixel alone, as the maximum that is not smooth would."""

import numpy as np

fails = ["smooth_max_pool"]
hint = "Raise the second largest pixel of a window by a little. Does the smooth maximum stay as it is?"


def smooth_max_pool_forward(x, size, stride, beta):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    largest = windows.max(axis=(4, 5))
    mean = np.exp(beta * (windows - largest[..., None, None])).mean(axis=(4, 5))
    return largest + np.log(mean) / beta, (x, size, stride, beta)


def smooth_max_pool_backward(dout, cache):
    x, size, stride, _ = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        window = x[:, :, rows, columns]
        weights = window == window.max(axis=(2, 3), keepdims=True)
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] * weights
    return dx
