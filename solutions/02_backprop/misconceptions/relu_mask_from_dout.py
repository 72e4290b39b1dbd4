"""Looks at the sign of the upstream gradient in place of the sign of the input."""

import numpy as np

fails = ["activation_layers"]
hint = "Which array decides whether ReLU is flat: the one that went in, or the gradient that comes back?"


def relu_backward(dout, cache):
    return np.where(dout > 0, dout, 0)
