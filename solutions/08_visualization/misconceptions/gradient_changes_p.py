"""Writes a small number into the zeros of the caller's P."""

import numpy as np

fails = ["tsne"]
hint = "Print P before and after the call. Whose array does your line change?"


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    P[P == 0] = 1e-12
    np.fill_diagonal(Q, 1e-12)
    kl = (P * np.log(P / Q)).sum()
    return kl, 4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
