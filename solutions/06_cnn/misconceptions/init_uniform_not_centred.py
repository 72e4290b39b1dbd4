"""Draws uniformly from 0 on: the mean of the squares is right, that of the weights is not."""

import numpy as np

fails = ["initialize"]
hint = "Are any of your weights negative? What is their mean?"


def he_init(shape, rng):
    fan_in = np.prod(shape[1:]) if len(shape) == 4 else shape[0]
    return rng.uniform(0, np.sqrt(6 / fan_in), size=shape)
