"""Returns 1 − σ(a), the derivative of log σ, without the factor σ(a)."""

import numpy as np

fails = ["activations"]
hint = "How steep is the sigmoid far to the left, where it is flat? How steep do you say it is?"


def sigmoid_grad(a):
    return 1 - 1 / (1 + np.exp(-a))
