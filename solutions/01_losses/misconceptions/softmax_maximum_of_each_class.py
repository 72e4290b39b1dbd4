"""Subtracts from each class its maximum over the batch, which differs from class to class."""

import numpy as np

fails = ["softmax"]
hint = "Which change of an example's scores cancels? Does your code subtract the same number from all its classes?"


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=0))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
