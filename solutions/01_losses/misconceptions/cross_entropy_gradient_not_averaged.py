"""Averages the loss but forgets the 1/N in the gradient."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "The loss is a mean. By how much does it change when one score of one example among N changes a little?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    dscores[rows, y] -= 1
    return -log_p[rows, y].mean(), dscores
