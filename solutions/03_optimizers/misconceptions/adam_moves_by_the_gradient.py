"""Averages the gradient, and then moves by the gradient itself."""

import numpy as np

fails = ["adam"]
hint = "You compute the mean of the gradients. Where is it used?"


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        moved = {}
        for name, g in grads.items():
            self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            v_hat = v / (1 - self.beta2**self.t)
            moved[name] = params[name] - self.lr * g / (np.sqrt(v_hat) + self.eps)
        return moved
