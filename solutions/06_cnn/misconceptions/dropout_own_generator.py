"""Draws from numpy's global generator and leaves the one that was given unused."""

import numpy as np

fails = ["dropout"]
hint = "Drop twice with generators of the same seed. Are the zeros the same? Which generator did you use?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x, 1.0
    factors = (np.random.random(x.shape) >= p).astype(x.dtype) / (1 - p)
    return x * factors, factors
