"""Takes the logarithm of 1 − σ(f), which is exactly 0 from f = 37 on."""

import numpy as np

fails = ["logistic_loss"]
hint = "What is 1 − sigmoid(50) on your machine? Simplify −log(1 − σ(f)) on paper before you compute it."


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss, (p - y) / len(f)
