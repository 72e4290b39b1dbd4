"""Takes steps of 0.1, which is the usual size elsewhere, and nothing here."""

import numpy as np

fails = ["tsne"]
hint = (
    "How large are the entries of dY, with 300 points and a P that sums to 1? How far does a point get in 250 "
    "such steps?"
)


def tsne(X, perplexity, iterations, rng):
    P = joint_affinities(conditional_affinities(X, perplexity))
    Y = rng.normal(scale=0.01, size=(len(X), 2))
    velocity = np.zeros_like(Y)
    for k in range(iterations):
        _, dY = tsne_gradient(4 * P if k < 50 else P, Y)
        velocity = (0.5 if k < 50 else 0.8) * velocity - 0.1 * dY
        Y = Y + velocity
    return Y
