"""Divides eᵃ by 1 + eᵃ: infinity by infinity at 1000."""

import numpy as np

fails = ["activations"]
hint = "Follow a = 1000 through your formula. Have you met this function before, in a safe form?"


def softplus_grad(a):
    return np.exp(a) / (1 + np.exp(a))
