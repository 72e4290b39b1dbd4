"""Sends the weights of the maps through a softmax first."""

import numpy as np

fails = ["cam"]
hint = "Which numbers lead from the means to the score? Take these, as they are."


def class_activation_map(A, w, c):
    weights = np.exp(w[:, c] - w[:, c].max())
    return np.tensordot(weights / weights.sum(), A, axes=1)
