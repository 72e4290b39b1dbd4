"""Puts the corrected means back in place of the means, so that they are corrected again at every step."""

import numpy as np

fails = ["adam"]
hint = "Two kinds of numbers: m, which is carried over, and what is made of it for this step. Which one do you store?"


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        moved = {}
        for name, g in grads.items():
            m = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            m = self.means[name] = m / (1 - self.beta1**self.t)
            v = self.squares[name] = v / (1 - self.beta2**self.t)
            moved[name] = params[name] - self.lr * m / (np.sqrt(v) + self.eps)
        return moved
