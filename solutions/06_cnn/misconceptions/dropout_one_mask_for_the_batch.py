"""Draws one mask and uses it for every example."""

import numpy as np

fails = ["dropout"]
hint = "Compare the zeros of two examples of a batch. Are they the same ones?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x, 1.0
    factors = (rng.random(x.shape[1:]) >= p).astype(x.dtype) / (1 - p)
    return x * factors, factors + np.zeros_like(x)
