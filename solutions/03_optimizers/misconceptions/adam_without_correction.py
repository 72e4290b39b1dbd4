"""Uses both means as they are, although they start at 0 and are too small at first."""

import numpy as np

fails = ["adam"]
hint = "After one step, m is a tenth of the gradient. Which part of the formula makes up for that?"


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.means, self.squares = {}, {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            m = self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            moved[name] = params[name] - self.lr * m / (np.sqrt(v) + self.eps)
        return moved
