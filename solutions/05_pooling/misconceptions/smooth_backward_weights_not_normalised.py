"""Divides the exponentials by the number of pixels instead of by their sum."""

import numpy as np

fails = ["smooth_max_pool"]
hint = "What is the derivative of log(u)? Add up the shares of one window: what should they give?"


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
        weights = powers / size**2
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] * weights
    return dx
