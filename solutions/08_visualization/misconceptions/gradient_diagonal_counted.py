"""Counts each point as its own neighbour on the map: its tail of 1 is part of the total."""

import numpy as np

fails = ["tsne"]
hint = "What is q for a point and itself? What do the entries of your Q sum to, without the diagonal?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * np.log(P[linked] / Q[linked])).sum()
    return kl, 4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
