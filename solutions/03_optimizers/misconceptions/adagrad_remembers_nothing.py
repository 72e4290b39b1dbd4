"""Divides by the present gradient alone: every step has the length of the learning rate."""

import numpy as np

fails = ["adagrad"]
hint = "The first step fits. What does the second one know of it?"


class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps = lr, eps

    def step(self, params, grads):
        return {name: p - self.lr * grads[name] / (np.sqrt(grads[name] ** 2) + self.eps) for name, p in params.items()}
