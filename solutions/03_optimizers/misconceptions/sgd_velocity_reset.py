"""Begins every step with a velocity of 0, so that nothing is carried over; with Nesterov, only within a step."""

import numpy as np

fails = ["sgd_momentum"]
hint = "What is the velocity worth at the end of step? And at the beginning of the next one?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            v = np.zeros_like(g)
            v = self.momentum * v - self.lr * g
            moved[name] = params[name] + (self.momentum * v - self.lr * g if self.nesterov else v)
        return moved
