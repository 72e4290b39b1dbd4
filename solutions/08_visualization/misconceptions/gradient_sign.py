"""Points the way down: the negative of the gradient."""

import numpy as np

fails = ["tsne"]
hint = (
    "Two points that should be closer: where does your dY point? Who takes the step against it, and how often is "
    "it turned?"
)


def tsne_gradient(P, Y):
    differences = Y[:, None] - Y
    tails = 1 / (1 + (differences**2).sum(axis=2))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = (P[linked] * np.log(P[linked] / Q[linked])).sum()
    return kl, -4 * (((P - Q) * tails)[:, :, None] * differences).sum(axis=1)
