"""Divides by the sum over the whole batch."""

import numpy as np

fails = ["softmax"]
hint = "Do the probabilities of one example add up to 1, or those of the whole batch?"


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum()
