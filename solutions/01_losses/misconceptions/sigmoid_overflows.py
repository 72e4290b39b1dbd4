"""Divides eᵃ by 1 + eᵃ: infinity by infinity at 1000."""

import numpy as np

fails = ["activations"]
hint = "Your formula is right on paper. What are its numerator and denominator in numpy for a = 1000?"


def sigmoid(a):
    return np.exp(a) / (1 + np.exp(a))
