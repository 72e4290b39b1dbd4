"""Divides the gradient by N twice."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "How often does 1/N stand in the loss? How often does it reach your gradient?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    dscores[rows, y] -= 1
    dscores /= len(y)
    return -log_p[rows, y].mean(), dscores / len(y)
