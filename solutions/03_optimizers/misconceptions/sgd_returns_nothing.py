"""Changes the parameters of the caller and returns None."""

fails = ["sgd_momentum", "train"]
hint = "What does a function return that has no return statement? And what is step asked to return?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = {}

    def step(self, params, grads):
        for name, g in grads.items():
            v = self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) - self.lr * g
            params[name] += self.momentum * v - self.lr * g if self.nesterov else v
