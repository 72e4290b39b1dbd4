"""Leaves out the tail in the gradient, as if the map had a Gaussian."""

import numpy as np

fails = ["tsne"]
hint = "Two pairs with the same p − q, one near and one far: which pulls harder in your dY? And in the formula?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * np.log(P[linked] / Q[linked])).sum()
    return kl, 4 * ((P - Q)[:, :, None] * differences).sum(axis=1)
