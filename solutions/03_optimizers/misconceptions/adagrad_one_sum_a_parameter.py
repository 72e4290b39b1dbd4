"""Adds up the squares of a whole array to one number, so that all its entries share one step length."""

import numpy as np

fails = ["adagrad"]
hint = "A rate for every weight: how many numbers does your sum hold for a matrix of 3 × 5 weights?"


class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps = lr, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.squares.get(name, 0.0) + (g**2).sum()
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
