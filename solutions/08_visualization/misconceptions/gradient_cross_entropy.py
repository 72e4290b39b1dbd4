"""Leaves out Σ p ln p, which does not change with the map."""

import numpy as np

fails = ["tsne"]
hint = "What is your kl if P equals Q? What should it be?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * -np.log(Q[linked])).sum()
    return kl, 4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
