"""Pairs the first parameter with the first gradient, the second with the second, whatever they are called."""

fails = ["sgd_momentum"]
hint = "A dict is asked by name. Does your step still work if grads lists b before W?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = {}

    def step(self, params, grads):
        moved = {}
        for (name, p), g in zip(params.items(), grads.values(), strict=True):
            v = self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) - self.lr * g
            moved[name] = p + (self.momentum * v - self.lr * g if self.nesterov else v)
        return moved
