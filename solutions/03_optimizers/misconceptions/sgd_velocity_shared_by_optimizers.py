"""Keeps the velocity in the class instead of the object: all optimizers have the same one."""

fails = ["sgd_momentum", "train"]
hint = "Make two optimizers and give one of them a step. Is the other one still as new?"


class SGD:
    velocity = {}  # noqa: RUF012  # that is the mistake

    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            v = self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) - self.lr * g
            moved[name] = params[name] + (self.momentum * v - self.lr * g if self.nesterov else v)
        return moved
