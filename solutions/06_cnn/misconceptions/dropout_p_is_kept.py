"""Takes p for the probability of keeping a number."""

import numpy as np

fails = ["dropout"]
hint = "With p = 0.3, which share of the numbers should be 0? Which share of yours is?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x, 1.0
    factors = (rng.random(x.shape) < p) / p if p else np.ones(x.shape)
    return x * factors, factors
