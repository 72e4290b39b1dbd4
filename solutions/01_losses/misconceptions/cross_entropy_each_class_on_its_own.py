"""Adds −log(1 − p) for the wrong classes, as if each were a question of its own."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "The definition has one logarithm for each example. How many does your loss have?"


def cross_entropy_loss(scores, y):
    shifted = scores - scores.max(axis=1, keepdims=True)
    p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    one_hot = np.eye(scores.shape[1])[y]
    loss = -np.sum(one_hot * np.log(p) + (1 - one_hot) * np.log(1 - p + 1e-300)) / len(y)
    return loss, (p - one_hot) / len(y)
