"""Draws from numpy's global generator instead of the one that is given."""

import numpy as np

fails = ["random_search"]
hint = "Run the search twice with np.random.default_rng(1). Should the two results differ?"


def random_search(f, x0, scale, iterations, rng):
    best, least = x0, f(x0)
    for _ in range(iterations):
        neighbour = best + scale * np.random.randn(*best.shape)
        value = f(neighbour)
        if value < least:
            best, least = neighbour, value
    return best
