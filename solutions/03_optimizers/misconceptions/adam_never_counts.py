"""Leaves t at 1 for ever: the correction of the first step is applied to all of them."""

import numpy as np

fails = ["adam"]
hint = "The first step fits, the second does not. Print t at each step."


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.means, self.squares = {}, {}

    def step(self, params, grads):
        t = 1
        moved = {}
        for name, g in grads.items():
            m = self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            m_hat, v_hat = m / (1 - self.beta1**t), v / (1 - self.beta2**t)
            moved[name] = params[name] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return moved
