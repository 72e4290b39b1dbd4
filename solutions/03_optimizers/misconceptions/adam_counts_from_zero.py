"""Counts the first step as 0, so that the corrections divide by 1 − β⁰, which is 0."""

import numpy as np

fails = ["adam"]
hint = "What is β to the power of your first t? What do you divide by?"


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            m = self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            m_hat = m / np.float64(1 - self.beta1**self.t)
            v_hat = v / np.float64(1 - self.beta2**self.t)
            moved[name] = params[name] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        self.t += 1
        return moved
