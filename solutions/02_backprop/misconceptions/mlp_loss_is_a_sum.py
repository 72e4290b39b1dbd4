"""Adds up the losses of the batch, where their mean is asked for."""

import numpy as np

fails = ["mlp"]
hint = "Put every example into the batch twice. What should happen to the loss?"


def _softmax_cross_entropy(scores, y):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).sum()
    p[np.arange(len(y)), y] -= 1
    return loss, p
