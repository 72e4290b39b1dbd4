"""Draws from numpy's global generator and leaves the one that was given unused."""

import numpy as np

fails = ["initialize"]
hint = "Draw twice from generators with the same seed. Are the weights equal? Which generator did you use?"


def he_init(shape, rng):
    return _he_normal(shape, np.random)
