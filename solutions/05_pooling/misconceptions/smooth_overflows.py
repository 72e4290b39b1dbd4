"""Takes the exponentials as they come: at a pixel of 1000 they overflow, at −1000 they vanish."""

import numpy as np

fails = ["smooth_max_pool"]
hint = "What is np.exp(1000), and np.log(np.exp(-1000))? What could you subtract before, and add again after?"


def smooth_max_pool_forward(x, size, stride, beta):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.log(np.exp(beta * windows).mean(axis=(4, 5))) / beta, (x, size, stride, beta)


def smooth_max_pool_backward(dout, cache):
    x, size, stride, beta = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        powers = np.exp(beta * x[:, :, rows, columns])
        weights = powers / powers.sum(axis=(2, 3), keepdims=True)
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] * weights
    return dx
