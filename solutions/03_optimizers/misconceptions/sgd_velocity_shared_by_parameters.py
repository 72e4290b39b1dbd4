"""Has one velocity for all parameters, so that each moves by what the others left in it."""

fails = ["sgd_momentum", "train"]
hint = "There are weights and biases. How many velocities do you keep?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = 0.0

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            self.velocity = self.momentum * self.velocity - self.lr * g
            v = self.velocity
            moved[name] = params[name] + (self.momentum * v - self.lr * g if self.nesterov else v)
        return moved
