"""Computes the gradient once, at the start, and walks on along it."""

import numpy as np

fails = ["tsne"]
hint = "Which map is your gradient taken at in the tenth step?"


def tsne(X, perplexity, iterations, rng):
    P = joint_affinities(conditional_affinities(X, perplexity))
    Y = rng.normal(scale=0.01, size=(len(X), 2))
    velocity = np.zeros_like(Y)
    _, dY = tsne_gradient(P, Y)
    for k in range(iterations):
        velocity = (0.5 if k < 50 else 0.8) * velocity - len(X) / 4 * dY
        Y = Y + velocity
    return Y
