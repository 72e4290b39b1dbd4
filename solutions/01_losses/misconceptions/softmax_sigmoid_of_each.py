"""Takes the sigmoid of each score, so that the classes do not compete."""

import numpy as np

fails = ["softmax"]
hint = "Raise one score: what should happen to the probabilities of the other classes?"


def softmax(scores):
    return np.exp(-np.logaddexp(0, -scores))
