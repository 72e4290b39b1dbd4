"""Adds the losses up instead of averaging, and the gradient with them."""

import numpy as np

fails = ["logistic_loss"]
hint = "Put every example into the batch twice. What does a mean do, and what does yours?"


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    loss = np.sum(np.logaddexp(0, (1 - 2 * y) * f))
    return loss, p - y
