"""Returns the probabilities as the gradient and forgets the true class."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "Your gradient says that the loss grows with every score. Also with the score of the true class?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    return -log_p[rows, y].mean(), dscores / len(y)
