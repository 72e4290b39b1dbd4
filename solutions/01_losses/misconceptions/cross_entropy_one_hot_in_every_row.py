"""Writes p[:, y] −= 1, which subtracts from the same columns in every row."""

import numpy as np

fails = ["cross_entropy_loss"]
hint = "What does `p[:, y]` pick from an array of five rows? How do you pick one entry from each row?"


def cross_entropy_loss(scores, y):
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    dscores[:, y] -= 1
    return -log_p[rows, y].mean(), dscores / len(y)
