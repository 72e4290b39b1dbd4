"""Subtracts the maximum from the caller's own array."""

import numpy as np

fails = ["softmax"]
hint = "`a -= b` and `a = a - b` do different things to the array that was passed to you. Which did you write?"


def softmax(scores):
    scores -= scores.max(axis=1, keepdims=True)
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=1, keepdims=True)
