"""Averages the loss but forgets the 1/N in the gradient."""

import numpy as np

fails = ["logistic_loss"]
hint = "The loss is a mean. By how much does it change when the score of one example among N changes a little?"


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    loss = np.mean(np.logaddexp(0, (1 - 2 * y) * f))
    return loss, p - y
