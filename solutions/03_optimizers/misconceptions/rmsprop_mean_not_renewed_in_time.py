"""Divides by the mean before the present gradient has come in: the first step is divided by almost nothing."""

import numpy as np

fails = ["rmsprop"]
hint = "How large is your divisor at the very first step?"


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares.get(name, np.zeros_like(g))
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
            self.squares[name] = self.decay * c + (1 - self.decay) * g**2
        return moved
