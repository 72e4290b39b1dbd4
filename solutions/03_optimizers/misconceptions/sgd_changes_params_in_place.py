"""Writes the new values into the arrays of the caller and returns the same dict."""

fails = ["sgd_momentum", "train"]
hint = (
    "Print a parameter before and after the step: the one you gave, not the one you got. What does += do to an array?"
)


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = {}

    def step(self, params, grads):
        for name, g in grads.items():
            v = self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) - self.lr * g
            params[name] += self.momentum * v - self.lr * g if self.nesterov else v
        return params
