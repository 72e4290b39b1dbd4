"""Draws from a generator of its own, so that every call gives another map."""

import numpy as np

fails = ["tsne"]
hint = "Call it twice with the same generator. Which line makes the two maps differ?"


def tsne(X, perplexity, iterations, rng):
    P = joint_affinities(conditional_affinities(X, perplexity))
    Y = np.random.default_rng().normal(scale=0.01, size=(len(X), 2))
    velocity = np.zeros_like(Y)
    for k in range(iterations):
        _, dY = tsne_gradient(4 * P if k < 50 else P, Y)
        velocity = (0.5 if k < 50 else 0.8) * velocity - len(X) / 4 * dY
        Y = Y + velocity
    return Y
