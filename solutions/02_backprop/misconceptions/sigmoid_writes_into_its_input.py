"""Uses the array of its input for the intermediate results."""

import numpy as np

fails = ["activation_layers"]
hint = "`out=` and `*=` save memory, but whose memory? Is x still what it was after sigmoid_forward(x)?"


def sigmoid_forward(x):
    np.negative(x, out=x)
    np.exp(x, out=x)
    out = 1 / (1 + x)
    return out, out
