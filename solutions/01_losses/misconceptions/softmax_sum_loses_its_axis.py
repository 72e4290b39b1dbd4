"""Divides by sums of shape (N,), which numpy lines up with the classes."""

import numpy as np

fails = ["softmax"]
hint = (
    "What shape has the array of your sums? With which axis of the exponentials does numpy line it up when it divides?"
)


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1)
