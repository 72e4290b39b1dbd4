"""Divides the scores by their maximum instead of subtracting it."""

import numpy as np

fails = ["softmax"]
hint = "Which change of the scores cancels in the fraction: a factor or a summand?"


def softmax(scores):
    exponentials = np.exp(scores / np.abs(scores).max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
