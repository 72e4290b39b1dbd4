"""Moves by the velocity in either case: nesterov=True changes nothing."""

fails = ["sgd_momentum"]
hint = "Take one step with and one without nesterov. Where does yours differ?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum = lr, momentum
        self.velocity = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            v = self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) - self.lr * g
            moved[name] = params[name] + v
        return moved
