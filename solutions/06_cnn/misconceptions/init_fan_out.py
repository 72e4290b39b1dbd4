"""Counts the outputs of a neuron's layer where the inputs of the neuron are asked for."""

import numpy as np

fails = ["initialize"]
hint = "How many products are added up for one output? Is that the number of outputs?"


def he_init(shape, rng):
    fan_out = shape[0] * np.prod(shape[2:]) if len(shape) == 4 else shape[1]
    return rng.normal(scale=np.sqrt(2 / fan_out), size=shape)
