"""Takes the lecture's smooth approximation log(1 + eᵃ) for ReLU itself."""

import numpy as np

fails = ["activations"]
hint = "The lecture writes max(0, x) ~ log(1 + exp(x)). What does the sign between them say? What is ReLU at −1?"


def relu(a):
    return np.logaddexp(0, a)
