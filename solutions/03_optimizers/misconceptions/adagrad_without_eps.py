"""Divides by the root alone, and 0/0 is no number."""

import numpy as np

fails = ["adagrad"]
hint = "A weight that has had no gradient yet: what do you divide by what?"


class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr = lr
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.squares.get(name, 0.0) + g**2
            moved[name] = params[name] - self.lr * g / np.sqrt(c)
        return moved
