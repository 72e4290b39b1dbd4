"""Adds the bias inside the sum over features, and so once for every feature."""

import numpy as np

fails = ["linear_scores"]
hint = "How often does the bias stand in the formula of one score? Try an example with one feature, then with two."


def linear_scores(X, W, b):
    scores = np.zeros((X.shape[0], W.shape[1]))
    for d in range(X.shape[1]):
        scores += np.outer(X[:, d], W[d]) + b
    return scores
