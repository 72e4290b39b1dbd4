"""Keeps every neighbour that is better than x0, even if a better one had been found before."""

fails = ["random_search"]
hint = "You have found a 3 where the start was a 10. Now a 7 comes along. Is it kept?"


def random_search(f, x0, scale, iterations, rng):
    best, first = x0, f(x0)
    for _ in range(iterations):
        neighbour = best + scale * rng.normal(size=best.shape)
        if f(neighbour) < first:
            best = neighbour
    return best
