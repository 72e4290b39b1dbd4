"""Starts with all points in one place, where every gradient is 0."""

import numpy as np

fails = ["tsne"]
hint = "What is y_i − y_j if all points lie in one place? Which way should they go then?"


def tsne(X, perplexity, iterations, rng):
    P = joint_affinities(conditional_affinities(X, perplexity))
    Y = np.zeros((len(X), 2))
    velocity = np.zeros_like(Y)
    for k in range(iterations):
        _, dY = tsne_gradient(4 * P if k < 50 else P, Y)
        velocity = (0.5 if k < 50 else 0.8) * velocity - len(X) / 4 * dY
        Y = Y + velocity
    return Y
