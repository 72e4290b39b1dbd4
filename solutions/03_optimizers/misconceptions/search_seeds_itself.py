"""Makes a generator of its own with a fixed seed, so that every search is the same."""

import numpy as np

fails = ["random_search"]
hint = "Run the search with two generators of different seeds. Should the two results be equal?"


def random_search(f, x0, scale, iterations, rng):
    rng = np.random.default_rng(0)
    best, least = x0, f(x0)
    for _ in range(iterations):
        neighbour = best + scale * rng.normal(size=best.shape)
        value = f(neighbour)
        if value < least:
            best, least = neighbour, value
    return best
