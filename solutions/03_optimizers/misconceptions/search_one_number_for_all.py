"""Draws a single random number and adds it to every coordinate, so that all points lie on one line."""

fails = ["random_search"]
hint = "Plot the points you try in two dimensions. What do they look like, and how many numbers did you draw for each?"


def random_search(f, x0, scale, iterations, rng):
    best, least = x0, f(x0)
    for _ in range(iterations):
        neighbour = best + scale * rng.normal()
        value = f(neighbour)
        if value < least:
            best, least = neighbour, value
    return best
