"""Adds up all squares and never forgets, as AdaGrad does."""

import numpy as np

fails = ["rmsprop"]
hint = "Under a steady gradient your steps become shorter and shorter. What should RMSProp's do?"


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.squares.get(name, 0.0) + g**2
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
