"""Averages: the new gradient comes in with the share 1 − μ, so that steps are shorter than they should be."""

fails = ["sgd_momentum"]
hint = "On a steady slope, how fast does the walker get with μ = 0.9: as fast as without momentum, or ten times faster?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            v = self.momentum * self.velocity.get(name, 0.0) + (1 - self.momentum) * g
            self.velocity[name] = v
            moved[name] = params[name] - self.lr * (self.momentum * v + g if self.nesterov else v)
        return moved
