"""Divides by the sum before the present gradient is added: the first step is divided by almost nothing."""

import numpy as np

fails = ["adagrad"]
hint = "How large is your divisor at the very first step?"


class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps = lr, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares.get(name, np.zeros_like(g))
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
            self.squares[name] = c + g**2
        return moved
