"""Adds standard normal numbers as they are, whatever the scale says."""

fails = ["random_search"]
hint = "Call it with the scales 0.01 and 100. How far do the neighbours lie in each case?"


def random_search(f, x0, scale, iterations, rng):
    best, least = x0, f(x0)
    for _ in range(iterations):
        neighbour = best + rng.normal(size=best.shape)
        value = f(neighbour)
        if value < least:
            best, least = neighbour, value
    return best
