"""Returns the first neighbour that is better."""

fails = ["random_search"]
hint = "How many of your iterations are left when you return?"


def random_search(f, x0, scale, iterations, rng):
    first = f(x0)
    for _ in range(iterations):
        neighbour = x0 + scale * rng.normal(size=x0.shape)
        if f(neighbour) < first:
            return neighbour
    return x0
