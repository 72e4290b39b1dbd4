"""Exponentiates the scores as they are: NaN near ±1000."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "Nothing changes when all scores of an example rise by the same amount. How can that help before np.exp?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    loss = -np.log(p[rows, y]).mean()
    p[rows, y] -= 1
    return loss, p / len(y)
