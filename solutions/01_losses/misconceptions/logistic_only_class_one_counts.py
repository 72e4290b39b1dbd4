"""Counts examples of class 1 alone."""

import numpy as np

fails = ["logistic_loss"]
hint = "What does an example of class 0 cost you if its score is 10? Should that be free?"


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    return np.mean(y * np.logaddexp(0, -f)), y * (p - 1) / len(f)
