"""Adds the gradient to the velocity with a plus: the loss grows."""

fails = ["sgd_momentum", "train"]
hint = "With no momentum, does one step of yours make the loss smaller?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            v = self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) + self.lr * g
            moved[name] = params[name] + (self.momentum * v + self.lr * g if self.nesterov else v)
        return moved
