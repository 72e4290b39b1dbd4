"""Moves by μv alone: the gradient that belongs to Nesterov's step is missing."""

fails = ["sgd_momentum"]
hint = "Nesterov's move has two terms. What is yours when the momentum is 0?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            v = self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) - self.lr * g
            moved[name] = params[name] + (self.momentum * v if self.nesterov else v)
        return moved
