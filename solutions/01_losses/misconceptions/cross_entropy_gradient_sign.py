"""Returns the gradient with the wrong sign."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "If the score of the true class rises, the loss falls. What does the sign of your gradient say?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    dscores[rows, y] -= 1
    return -log_p[rows, y].mean(), -dscores / len(y)
