"""Returns the sign of a, which is the slope of |a|."""

import numpy as np

fails = ["activations"]
hint = "Draw ReLU to the left of 0. Does it fall there?"


def relu_grad(a):
    return np.sign(a)
