"""Lets the old mean decay but adds the whole new square: the mean is too large by 1/(1 − ρ)."""

import numpy as np

fails = ["rmsprop"]
hint = "Under a steady gradient of 1, to which value should a mean of squares settle? To which does yours?"


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.decay * self.squares.get(name, 0.0) + g**2
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
