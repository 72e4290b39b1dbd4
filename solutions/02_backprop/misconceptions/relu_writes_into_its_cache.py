"""Turns the input that it kept into a mask of zeros and ones in place; the layer below may hold the same array."""

import numpy as np

fails = ["activation_layers"]
hint = "Your cache is the input itself, not a copy. Who else holds this array when backward writes into it?"


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    cache[cache > 0] = 1
    cache[cache <= 0] = 0
    return dout * cache
