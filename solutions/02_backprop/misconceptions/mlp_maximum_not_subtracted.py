"""Takes the exponential of the scores as they are, which overflows for scores around a thousand."""

import numpy as np

fails = ["mlp"]
hint = "What is exp(1000)? Which number can be taken from all scores of an example without changing its softmax?"


def _softmax_cross_entropy(scores, y):
    e = np.exp(scores)
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    p[np.arange(len(y)), y] -= 1
    return loss, p / len(y)
