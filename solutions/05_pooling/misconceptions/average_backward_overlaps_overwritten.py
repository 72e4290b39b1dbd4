"""The window that overlaps the last one overwrites its gradient instead of adding to it."""

import numpy as np

fails = ["average_pool"]
hint = "A pixel in two windows has a share in two means. What should happen to the gradients that both send to it?"


def average_pool_backward(dout, cache):
    x_shape, size, stride = cache
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(dout.shape[2:]):
        top, left = i * stride, j * stride
        dx[:, :, top : top + size, left : left + size] = dout[:, :, i, j, None, None] / size**2
    return dx
