"""Multiplies with the sigmoid's derivative, which the logarithm has already cancelled."""

import numpy as np

fails = ["logistic_loss"]
hint = (
    "Write the chain rule out for one example: the derivative of the log has a denominator. With what does it cancel?"
)


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    loss = np.mean(np.logaddexp(0, (1 - 2 * y) * f))
    return loss, (p - y) * p * (1 - p) / len(f)
