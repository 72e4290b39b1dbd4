"""Divides the gradient of a pixel by the number of windows that it is in."""

import numpy as np

fails = ["average_pool"]
hint = "If a pixel grows, the mean of every window around it grows. Does each of them grow less, the more there are?"


def average_pool_backward(dout, cache):
    x_shape, size, stride = cache
    dx, windows = np.zeros(x_shape), np.zeros(x_shape)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] / size**2
        windows[:, :, rows, columns] += 1
    return dx / np.maximum(windows, 1)
