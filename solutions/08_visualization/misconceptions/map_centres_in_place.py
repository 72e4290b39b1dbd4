"""Centres the points where they are, in the caller's array."""

import numpy as np

fails = ["tsne"]
hint = "Print X before and after the call. Whose array does your line change?"


def tsne(X, perplexity, iterations, rng):
    X -= X.mean(axis=0)
    P = joint_affinities(conditional_affinities(X, perplexity))
    Y = rng.normal(scale=0.01, size=(len(X), 2))
    velocity = np.zeros_like(Y)
    for k in range(iterations):
        _, dY = tsne_gradient(4 * P if k < 50 else P, Y)
        velocity = (0.5 if k < 50 else 0.8) * velocity - len(X) / 4 * dY
        Y = Y + velocity
    return Y
