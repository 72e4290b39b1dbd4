"""Writes the new values into the arrays of the caller and returns the same dict."""

import numpy as np

fails = ["adam"]
hint = (
    "Print a parameter before and after the step: the one you gave, not the one you got. What does -= do to an array?"
)


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        for name, g in grads.items():
            m = self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            params[name] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return params
