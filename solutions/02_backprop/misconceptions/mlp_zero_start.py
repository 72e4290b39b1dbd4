"""Starts with weights of zero, so that all neurons of a layer stay equal for ever."""

import numpy as np

fails = ["mlp"]
hint = "Two neurons of a hidden layer begin with the same weights. What makes them differ after a step?"


class MLP(MLP):
    def __init__(self, sizes, activation, rng):
        super().__init__(sizes, activation, rng)
        self.params = {name: np.zeros_like(array) for name, array in self.params.items()}
