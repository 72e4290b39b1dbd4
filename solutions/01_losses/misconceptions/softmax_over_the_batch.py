"""Normalises over the examples instead of the classes."""

import numpy as np

fails = ["softmax"]
hint = "Add up the first row of your result, then the first column. Which of them is one example?"


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=0))
    return exponentials / exponentials.sum(axis=0)
