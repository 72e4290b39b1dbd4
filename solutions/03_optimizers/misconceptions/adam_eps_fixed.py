"""Adds 1e-8 to the root, whatever eps it is made with."""

import numpy as np

fails = ["adam"]
hint = "Make an Adam with eps=10. Does it behave in any other way?"


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        moved = {}
        for name, g in grads.items():
            m = self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            moved[name] = params[name] - self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)
        return moved
