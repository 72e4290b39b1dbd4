"""Averages the loss over the batch, but not its gradient."""

import numpy as np

fails = ["mlp"]
hint = "Put every example into the batch twice. What happens to the mean loss, and what to your gradients?"


def _softmax_cross_entropy(scores, y):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    p[np.arange(len(y)), y] -= 1
    return loss, p
