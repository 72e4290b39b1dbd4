"""Adds the losses up instead of averaging, and the gradient with them."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "Put every example into the batch twice. What does a mean do, and what does yours?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    dscores[rows, y] -= 1
    return -log_p[rows, y].sum(), dscores
