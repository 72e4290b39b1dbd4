"""Moves first and renews the velocity afterwards, so that every gradient acts one step late."""

fails = ["sgd_momentum", "train"]
hint = "At the very first step the velocity was 0. Do your parameters move?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            v = self.velocity.get(name, 0.0)
            self.velocity[name] = self.momentum * v - self.lr * g
            moved[name] = params[name] + (self.momentum * v - self.lr * g if self.nesterov else v)
        return moved
