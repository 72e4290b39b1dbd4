"""Keeps what is larger: it searches for a maximum."""

fails = ["random_search"]
hint = "f is a loss. Which of two losses do you keep?"


def random_search(f, x0, scale, iterations, rng):
    best, most = x0, f(x0)
    for _ in range(iterations):
        neighbour = best + scale * rng.normal(size=best.shape)
        value = f(neighbour)
        if value > most:
            best, most = neighbour, value
    return best
