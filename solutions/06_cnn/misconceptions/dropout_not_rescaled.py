"""Drops numbers and leaves the others as they are."""

fails = ["dropout"]
hint = "What is the expected value of an output, and what was its input?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x, 1.0
    factors = (rng.random(x.shape) >= p).astype(x.dtype)
    return x * factors, factors
