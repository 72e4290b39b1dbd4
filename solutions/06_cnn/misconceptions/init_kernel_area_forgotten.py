"""Counts the channels that a filter looks at, and not the pixels of its window."""

import numpy as np

fails = ["initialize"]
hint = "A kernel of 3 × 3 on two channels: how many weights has one filter?"


def he_init(shape, rng):
    fan_in = shape[1] if len(shape) == 4 else shape[0]
    return rng.normal(scale=np.sqrt(2 / fan_in), size=shape)
