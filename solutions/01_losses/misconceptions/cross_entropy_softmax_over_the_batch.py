"""Normalises over the examples instead of the classes."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "Do the probabilities of one example add up to 1 in your code? Add up a row and a column."


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=0)
    p = np.exp(shifted) / np.exp(shifted).sum(axis=0)
    loss = -np.log(p[rows, y]).mean()
    p[rows, y] -= 1
    return loss, p / len(y)
