"""Shuffles with numpy's global generator instead of the one that is given."""

import numpy as np

fails = ["minibatches"]
hint = "Call it twice with np.random.default_rng(1). Should the batches differ?"


def minibatches(X, y, batch_size, rng):
    order = np.random.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
