"""Takes f for the score of class 0."""

import numpy as np

fails = ["logistic_loss"]
hint = "If f is large, which class does the handout say is likely? Is your loss small when that class is the true one?"


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    return np.mean(np.logaddexp(0, (2 * y - 1) * f)), (y - (1 - p)) / len(f)
