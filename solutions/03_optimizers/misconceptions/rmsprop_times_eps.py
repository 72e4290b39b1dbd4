"""Multiplies the root with eps instead of adding it: the steps are a hundred million times too long."""

import numpy as np

fails = ["rmsprop"]
hint = "Print your divisor. Is it nearly the size of the gradient, or nearly 0?"


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.decay * self.squares.get(name, 0.0) + (1 - self.decay) * g**2
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) * self.eps)
        return moved
