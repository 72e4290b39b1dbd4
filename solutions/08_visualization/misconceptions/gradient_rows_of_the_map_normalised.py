"""Normalises each row of Q, where all pairs share one total."""

import numpy as np

fails = ["tsne"]
hint = "What do all entries of your Q sum to? And those of P?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum(axis=1, keepdims=True)
    linked = P > 0
    kl = (P[linked] * np.log(P[linked] / Q[linked])).sum()
    return kl, 4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
