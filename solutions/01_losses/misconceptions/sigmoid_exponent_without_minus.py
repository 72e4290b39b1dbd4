"""Leaves the minus out of the exponent: the curve falls instead of rising."""

import numpy as np

fails = ["activations"]
hint = "A large positive a should give almost 1. What does yours give for 10?"


def sigmoid(a):
    return 1 / (1 + np.exp(a))
