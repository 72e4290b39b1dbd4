"""What the pictures ask of the layers of 04 and 05, once: the second layer, and one image."""

import numpy as np

CHANNELS, FILTERS, SIDE = 8, 16, 4


def conv2d_forward(convolution, rng):
    x, w = rng.normal(size=(1, CHANNELS, SIDE, SIDE)), rng.normal(size=(FILTERS, CHANNELS, 3, 3))

    _, cache = convolution.conv2d_forward(x, w, np.zeros(FILTERS), stride=1, padding=1)
    convolution.conv2d_backward(rng.normal(size=(1, FILTERS, SIDE, SIDE)), cache)


def max_pool_forward(pooling, rng):
    _, cache = pooling.max_pool_forward(rng.normal(size=(1, FILTERS, SIDE, SIDE)), 2, 2)
    pooling.max_pool_backward(rng.normal(size=(1, FILTERS, SIDE // 2, SIDE // 2)), cache)
