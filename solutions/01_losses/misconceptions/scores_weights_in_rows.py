"""Takes the weights of a class from a row of W, as in the lecture's Wx, where an example stands upright."""

import numpy as np

fails = ["linear_scores"]
hint = "W is (D, K). Write down the shapes of your product: over which axis of W does the sum run?"


def linear_scores(X, W, b):
    return np.einsum("nd,kd->nk", X, W) + b
