"""Decides by the sum of the whole array instead of entry by entry."""

import numpy as np

fails = ["activations"]
hint = "Feed an array with a positive and a negative number. Is each judged on its own?"


def relu(a):
    return a if a.sum() > 0 else np.zeros_like(a)
