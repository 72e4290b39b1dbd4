"""Multiplies 1/p or 1/(1 − p) with p(1 − p): infinity times 0 for a confident classifier."""

import numpy as np

fails = ["logistic_loss"]
hint = "Your chain rule is right on paper. What are its factors when p is exactly 1? Cancel before you compute."


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    loss = np.mean(np.logaddexp(0, (1 - 2 * y) * f))
    dp = (1 - y) / (1 - p) - y / p
    return loss, dp * p * (1 - p) / len(f)
