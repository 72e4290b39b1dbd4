"""Adds the sum of all biases to every score."""

import numpy as np

fails = ["linear_scores"]
hint = "Give the three classes the biases 1, 10 and 100. By how much should each score rise?"


def linear_scores(X, W, b):
    scores = np.zeros((X.shape[0], W.shape[1]))
    for n in range(X.shape[0]):
        for k in range(W.shape[1]):
            scores[n, k] = np.sum(X[n] * W[:, k]) + np.sum(b)
    return scores
