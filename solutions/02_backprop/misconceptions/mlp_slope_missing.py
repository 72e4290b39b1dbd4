"""Goes back through the weights but not through the activation."""

import numpy as np

fails = ["mlp"]
hint = "Between two layers stands an activation. What does it do to the gradient that passes it?"


class MLP(MLP):
    def __init__(self, sizes, activation, rng):
        super().__init__(sizes, activation, rng)
        self._slope = np.ones_like
