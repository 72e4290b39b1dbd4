"""Keeps the logarithm finite by adding 10⁻¹², so that no loss exceeds 27.6."""

import numpy as np

fails = ["logistic_loss"]
hint = "At f = 50 and y = 0 the loss is 50. What is yours, and what is −log(10⁻¹²)?"


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    loss = -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))
    return loss, (p - y) / len(f)
