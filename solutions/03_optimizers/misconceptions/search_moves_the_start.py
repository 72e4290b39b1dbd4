"""Moves the caller's x0 in place, and back again where that was no good: in the end x0 is somewhere else."""

fails = ["random_search"]
hint = "Print x0 before and after the search. After best = x0, how many arrays are there, and which one does += change?"


def random_search(f, x0, scale, iterations, rng):
    best, least = x0, f(x0)
    for _ in range(iterations):
        move = scale * rng.normal(size=best.shape)
        best += move
        value = f(best)
        if value < least:
            least = value
        else:
            best -= move
    return best
