"""Squares 1 + e⁻ᵃ in the denominator: infinity by infinity at −1000."""

import numpy as np

fails = ["activations"]
hint = "Your derivative is right on paper. Follow a = −1000 through it. Could you write it with sigmoid alone?"


def sigmoid_grad(a):
    return np.exp(-a) / (1 + np.exp(-a)) ** 2
