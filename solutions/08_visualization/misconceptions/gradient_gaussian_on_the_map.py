"""Uses a Gaussian on the map too, with the gradient that belongs to it."""

import numpy as np

fails = ["tsne"]
hint = "Which bell belongs to the points, and which to the map? How much is left of either at a distance of 5?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = np.exp(-(differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * np.log(P[linked] / Q[linked])).sum()
    return kl, 4 * ((P - Q)[:, :, None] * differences).sum(axis=1)
