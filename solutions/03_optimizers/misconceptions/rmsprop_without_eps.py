"""Divides by the root alone, and 0/0 is no number."""

import numpy as np

fails = ["rmsprop"]
hint = "A weight that has had no gradient yet: what do you divide by what?"


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay = lr, decay
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.decay * self.squares.get(name, 0.0) + (1 - self.decay) * g**2
            moved[name] = params[name] - self.lr * g / np.sqrt(c)
        return moved
