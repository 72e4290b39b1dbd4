"""Averages the square of m where the square of the gradient belongs."""

import numpy as np

fails = ["adam"]
hint = "A gradient that is +1 and −1 in turn has a mean near 0. How large should the mean of its squares be?"


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        moved = {}
        for name, g in grads.items():
            m = self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * m**2
            m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            moved[name] = params[name] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return moved
