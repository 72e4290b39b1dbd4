"""Stores Nesterov's move as the velocity, so that the look ahead is added up from step to step."""

fails = ["sgd_momentum"]
hint = "Nesterov's first step fits, the second does not. Which of the two, v or the move, is carried over?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            v = self.momentum * self.velocity.get(name, 0.0) - self.lr * g
            if self.nesterov:
                v = self.momentum * v - self.lr * g
            self.velocity[name] = v
            moved[name] = params[name] + v
        return moved
