"""Goes along with every neighbour and returns the last one, good or bad."""

fails = ["random_search"]
hint = "A neighbour may be worse than where you were. What happens then?"


def random_search(f, x0, scale, iterations, rng):
    x = x0
    for _ in range(iterations):
        x = x + scale * rng.normal(size=x.shape)
        f(x)
    return x
