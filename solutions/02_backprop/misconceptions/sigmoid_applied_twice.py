"""Keeps the output and applies the sigmoid to it once more before taking the slope."""

import numpy as np

fails = ["activation_layers"]
hint = "At x = 0 the slope is ¼. What is in your cache then, and what does backward compute from it?"


def sigmoid_backward(dout, cache):
    s = 1 / (1 + np.exp(-cache))
    return dout * s * (1 - s)
