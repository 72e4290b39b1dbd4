"""Compares p with normal noise, which is not spread evenly between 0 and 1."""

import numpy as np

fails = ["dropout"]
hint = "How often is a number from your generator below 0.3? Count, among many."


def dropout_forward(x, p, rng, training):
    if not training:
        return x, 1.0
    factors = (rng.normal(size=x.shape) >= p) / (1 - p) if p else np.ones(x.shape)
    return x * factors, factors
