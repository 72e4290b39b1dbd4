"""Draws the weights from a generator with a seed of its own, so that every network starts the same way."""

import numpy as np

fails = ["mlp"]
hint = "Make two networks from generators with different seeds. Do they differ? What is the argument rng for?"


class MLP(MLP):
    def __init__(self, sizes, activation, rng):
        super().__init__(sizes, activation, np.random.default_rng(0))
