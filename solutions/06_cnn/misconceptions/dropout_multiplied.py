"""Multiplies what stays by 1 − p, where it should be divided."""

fails = ["dropout"]
hint = "Half of the numbers are gone. Should the others become larger or smaller, for the sum to stay?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x, 1.0
    factors = (rng.random(x.shape) >= p).astype(x.dtype) * (1 - p)
    return x * factors, factors
