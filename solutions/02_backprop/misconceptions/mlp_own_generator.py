"""Draws the weights from numpy's global generator and leaves the one that was given unused."""

import numpy as np

fails = ["mlp"]
hint = (
    "Make two networks from generators with the same seed. Are their weights equal? Which generator did you draw from?"
)


class MLP(MLP):
    def __init__(self, sizes, activation, rng):
        super().__init__(sizes, activation, np.random)
