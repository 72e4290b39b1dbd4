"""Draws numbers between 0 and 1, so that no coordinate is ever made smaller."""

fails = ["random_search"]
hint = "What is the smallest number that rng.random() can give? Can your search ever go back?"


def random_search(f, x0, scale, iterations, rng):
    best, least = x0, f(x0)
    for _ in range(iterations):
        neighbour = best + scale * rng.random(best.shape)
        value = f(neighbour)
        if value < least:
            best, least = neighbour, value
    return best
