"""Computes the new mean and does not keep it, so that every step begins with a mean of 0."""

import numpy as np

fails = ["rmsprop"]
hint = "The first step fits. Where does the second one find the mean that the first one made?"


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares.get(name, 0.0)
            c = self.decay * c + (1 - self.decay) * g**2
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
