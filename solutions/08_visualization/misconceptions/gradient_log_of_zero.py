"""Takes the logarithm of p where p is 0."""

import numpy as np

fails = ["tsne"]
hint = "What does numpy give for 0 · log(0)? On the diagonal every p is 0."


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    kl = (P * np.log(P / Q)).sum()
    return kl, 4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
