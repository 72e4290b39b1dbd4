"""Writes the result over its input."""

import numpy as np

fails = ["activation_layers"]
hint = "`out=x` saves memory, but whose memory? Is x still what it was after tanh_forward(x)?"


def tanh_forward(x):
    np.tanh(x, out=x)
    return x, x.copy()
