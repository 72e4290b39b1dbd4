"""Adds up the gradients instead of their squares; the root of a negative sum is no number."""

import numpy as np

fails = ["adagrad"]
hint = "Can your sum become smaller, or negative? Should a size?"


class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps = lr, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.squares.get(name, 0.0) + g
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
