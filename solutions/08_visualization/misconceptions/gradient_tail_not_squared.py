"""Uses 1 / (1 + distance), without the square."""

import numpy as np

fails = ["tsne"]
hint = "Work out q for two points at distance 2 by hand: is it 1/3 or 1/5 below the fraction line's total?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2) ** 0.5)
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * np.log(P[linked] / Q[linked])).sum()
    return kl, 4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
