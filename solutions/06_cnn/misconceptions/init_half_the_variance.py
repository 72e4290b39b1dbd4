"""Draws weights of variance 1 / fan-in, which suits layers without a ReLU."""

import numpy as np

fails = ["initialize"]
hint = "What does a ReLU do to half of its inputs, and what has that to do with the 2 in 2 / n?"


def he_init(shape, rng):
    fan_in = np.prod(shape[1:]) if len(shape) == 4 else shape[0]
    return rng.normal(scale=np.sqrt(1 / fan_in), size=shape)
