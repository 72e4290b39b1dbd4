"""Computes log(1 + eᵃ) as it stands: infinite at 1000."""

import numpy as np

fails = ["activations"]
hint = "For a large a the 1 hardly matters. What should log(1 + eᵃ) be at 1000, and what is np.exp(1000)?"


def softplus(a):
    return np.log(1 + np.exp(a))
