"""Keeps the share 1 − ρ of the old mean and takes in the share ρ of the new square."""

import numpy as np

fails = ["rmsprop"]
hint = "With ρ = 0.9 the mean should change slowly. How much of yours is left after one step?"


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = (1 - self.decay) * self.squares.get(name, 0.0) + self.decay * g**2
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
