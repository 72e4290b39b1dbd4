"""Computes the divergence of the affinities from the map, Σ q ln(q/p)."""

import numpy as np

fails = ["tsne"]
hint = "By which of the two, p or q, is the logarithm weighed? The divergence is not symmetric."


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (Q[linked] * np.log(Q[linked] / P[linked])).sum()
    return kl, 4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
