"""Adds 10⁻¹² inside the logarithm, so that no loss exceeds 27.6."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "If the true class is 50 below the best, the loss is 50. What is yours, and what is −log(10⁻¹²)?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    loss = -np.log(dscores[rows, y] + 1e-12).mean()
    dscores[rows, y] -= 1
    return loss, dscores / len(y)
