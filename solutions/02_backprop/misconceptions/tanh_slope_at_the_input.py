"""Uses the formula 1 − t² with the input where the output belongs."""

import numpy as np

fails = ["activation_layers"]
hint = "In 1 − t², is t the number that went in, or the one that came out? Try x = 3."


def tanh_forward(x):
    return np.tanh(x), x


def tanh_backward(dout, cache):
    return dout * (1 - cache**2)
