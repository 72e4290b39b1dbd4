"""What the blocks ask of the layers of 04 and 05, once: the largest kernel, and pooling of an image padded for it."""

import numpy as np


def conv2d_forward(convolution, rng):
    x, w, b = rng.normal(size=(3, 2, 5, 7)), rng.normal(size=(4, 2, 5, 5)), rng.normal(size=4)

    _, cache = convolution.conv2d_forward(x, w, b, padding=2)
    convolution.conv2d_backward(np.ones((3, 4, 5, 7)), cache)


def max_pool_forward(pooling, rng):
    x = np.pad(rng.normal(size=(3, 2, 5, 7)), ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=-np.inf)

    _, cache = pooling.max_pool_forward(x, 3, 1)
    pooling.max_pool_backward(np.ones((3, 2, 5, 7)), cache)
