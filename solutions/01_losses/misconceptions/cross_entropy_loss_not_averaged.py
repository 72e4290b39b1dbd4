"""Adds the losses up, though the gradient is that of the mean."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "Move one score a little: does your loss change by as much as your gradient says?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    dscores[rows, y] -= 1
    return -log_p[rows, y].sum(), dscores / len(y)
