"""Counts each pair once, where it stands twice in the sum."""

import numpy as np

fails = ["tsne"]
hint = "Each pair is twice in P, as (i, j) and as (j, i). How often does a y appear in the divergence?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * np.log(P[linked] / Q[linked])).sum()
    return kl, 2 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
