"""Returns ones, the slope of the identity."""

import numpy as np

fails = ["activations"]
hint = "How much does slope · a grow when a grows by 1?"


def linear_grad(a, slope):
    return np.ones_like(a)
