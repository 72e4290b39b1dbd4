"""Forgets old gradients, as RMSProp does."""

import numpy as np

fails = ["adagrad"]
hint = "Under a steady gradient, should AdaGrad's steps become shorter and shorter, or settle? What do yours do?"


class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps = lr, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = 0.9 * self.squares.get(name, 0.0) + 0.1 * g**2
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
