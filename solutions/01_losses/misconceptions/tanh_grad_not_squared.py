"""Returns 1 − tanh(a), without the square."""

import numpy as np

fails = ["activations"]
hint = "tanh looks the same to the left and to the right of 0, so its slopes must too. Do yours?"


def tanh_grad(a):
    return 1 - np.tanh(a)
