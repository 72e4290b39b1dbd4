"""Averages over examples and classes, and so divides by N·K."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "Over how many numbers does your mean run? How many losses does the batch have?"


def cross_entropy_loss(scores, y):
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = np.eye(scores.shape[1])[y]
    return -np.mean(one_hot * log_p), (np.exp(log_p) - one_hot) / scores.size
