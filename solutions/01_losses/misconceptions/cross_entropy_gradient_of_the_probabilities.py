"""Returns the gradient with respect to the probabilities, −1/p for the true class, and stops there."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "Do the scores of the other classes have no influence on the loss? Through what do they act?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    gradient = np.zeros_like(dscores)
    gradient[rows, y] = -1 / dscores[rows, y]
    return -log_p[rows, y].mean(), gradient / len(y)
