"""Passes the variance where the generator expects the standard deviation."""

import numpy as np

fails = ["initialize"]
hint = "What does the argument scale of rng.normal mean: the variance, or its root?"


def he_init(shape, rng):
    fan_in = np.prod(shape[1:]) if len(shape) == 4 else shape[0]
    return rng.normal(scale=2 / fan_in, size=shape)
