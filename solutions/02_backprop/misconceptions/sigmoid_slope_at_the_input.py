"""Uses the formula s(1 − s) with the input where the output belongs."""

import numpy as np

fails = ["activation_layers"]
hint = "In f' = (1 − f)·f, is f the number that went in, or the one that came out? What is the slope at 0?"


def sigmoid_forward(x):
    return (np.tanh(x / 2) + 1) / 2, x


def sigmoid_backward(dout, cache):
    return dout * cache * (1 - cache)
