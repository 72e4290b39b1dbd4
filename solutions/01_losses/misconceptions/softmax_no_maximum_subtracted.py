"""Exponentiates the scores as they are: NaN near ±1000."""

import numpy as np

fails = ["softmax"]
hint = (
    "A number added to all scores of an example cancels in the fraction. Which number makes every exponential harmless?"
)


def softmax(scores):
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=1, keepdims=True)
