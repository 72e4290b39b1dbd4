"""Subtracts the largest score of the whole batch from every example."""

import numpy as np

fails = ["softmax"]
hint = "One example has scores near 1000, another near −1000. What is left of the second after your subtraction?"


def softmax(scores):
    exponentials = np.exp(scores - scores.max())
    return exponentials / exponentials.sum(axis=1, keepdims=True)
