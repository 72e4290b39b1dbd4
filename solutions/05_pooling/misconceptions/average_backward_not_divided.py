"""Gives the whole gradient of an output to each pixel of its window."""

import numpy as np

fails = ["average_pool"]
hint = "If one pixel of a window of 3×3 grows by 9, by how much does the mean grow?"


def average_pool_backward(dout, cache):
    x_shape, size, stride = cache
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(dout.shape[2:]):
        top, left = i * stride, j * stride
        dx[:, :, top : top + size, left : left + size] += dout[:, :, i, j, None, None]
    return dx
