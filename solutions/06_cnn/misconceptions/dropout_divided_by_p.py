"""Divides what stays by the probability of dropping it."""

fails = ["dropout"]
hint = "A number stays with probability 1 − p. By what must you multiply it, for the mean to be as before?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x, 1.0
    factors = (rng.random(x.shape) >= p) / p
    return x * factors, factors
