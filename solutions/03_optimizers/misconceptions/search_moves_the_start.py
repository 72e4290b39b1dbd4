"""Moves x0 itself in place, and cannot go back once a neighbour turns out to be worse."""

fails = ["random_search"]
hint = "You moved x in place. If the new point is worse, where is the old one?"


def random_search(f, x0, scale, iterations, rng):
    x, best = x0, x0
    least = f(x0)
    for _ in range(iterations):
        x += scale * rng.normal(size=x.shape)
        value = f(x)
        if value < least:
            best, least = x, value
    return best
