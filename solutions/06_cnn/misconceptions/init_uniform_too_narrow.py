"""Draws uniformly between plus and minus the standard deviation, which spreads less than that."""

import numpy as np

fails = ["initialize"]
hint = "What is the variance of a number drawn uniformly between −a and a?"


def he_init(shape, rng):
    fan_in = np.prod(shape[1:]) if len(shape) == 4 else shape[0]
    bound = np.sqrt(2 / fan_in)
    return rng.uniform(-bound, bound, size=shape)
