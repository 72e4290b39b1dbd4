"""Takes plain steps: momentum is stored and never used."""

fails = ["sgd_momentum"]
hint = "Where does your step look at the steps before it?"


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr = lr

    def step(self, params, grads):
        return {name: p - self.lr * grads[name] for name, p in params.items()}
