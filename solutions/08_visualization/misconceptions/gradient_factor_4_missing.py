"""Leaves out the 4 in front of the gradient."""

import numpy as np

fails = ["tsne"]
hint = "Compare your dY with central differences of your kl: by which factor are all of them off?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * np.log(P[linked] / Q[linked])).sum()
    return kl, (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
