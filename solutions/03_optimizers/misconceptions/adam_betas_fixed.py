"""Has 0.9 and 0.999 in its formulas, whatever betas it is made with."""

import numpy as np

fails = ["adam"]
hint = "Make an Adam with beta1=0 and beta2=0. Does it behave in any other way?"


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.eps = lr, eps
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        moved = {}
        for name, g in grads.items():
            m = self.means[name] = 0.9 * self.means.get(name, 0.0) + 0.1 * g
            v = self.squares[name] = 0.999 * self.squares.get(name, 0.0) + 0.001 * g**2
            m_hat, v_hat = m / (1 - 0.9**self.t), v / (1 - 0.999**self.t)
            moved[name] = params[name] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return moved
