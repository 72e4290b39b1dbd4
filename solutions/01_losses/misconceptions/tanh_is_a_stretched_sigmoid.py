"""Stretches the sigmoid to (−1, 1) but forgets that tanh is also twice as steep inside."""

import numpy as np

fails = ["activations"]
hint = "Both curves run from −1 to 1. How steep should yours be at 0, and how steep is it?"


def tanh(a):
    return 2 / (1 + np.exp(-a)) - 1
