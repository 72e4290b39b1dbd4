"""Takes the binary logarithm."""

import numpy as np

fails = ["tsne"]
hint = "The perplexity is counted in bits. And the divergence? By which factor does your dY differ from its slopes?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * np.log2(P[linked] / Q[linked])).sum()
    return kl, 4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
