"""Drops the numbers in the array of the caller."""

fails = ["dropout"]
hint = "Look at x after the call. Is it still what it was?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x, 1.0
    factors = (rng.random(x.shape) >= p).astype(x.dtype) / (1 - p)
    x *= factors
    return x, factors
