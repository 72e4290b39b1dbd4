"""Makes a generator of its own with a fixed seed: every epoch has the same order."""

import numpy as np

fails = ["minibatches", "train"]
hint = "Print the labels of the first batch in three epochs. Does anything change?"


def minibatches(X, y, batch_size, rng):
    order = np.random.default_rng(0).permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
