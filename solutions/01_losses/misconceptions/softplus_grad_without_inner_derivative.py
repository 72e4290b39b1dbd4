"""Returns 1 / (1 + eᵃ), without the derivative of eᵃ that the chain rule asks for."""

import numpy as np

fails = ["activations"]
hint = "log(1 + eᵃ) is a function of a function. Which derivative is still to be multiplied with?"


def softplus_grad(a):
    return 1 / (1 + np.exp(a))
