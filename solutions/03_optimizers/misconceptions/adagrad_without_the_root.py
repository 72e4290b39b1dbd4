"""Divides by the sum of squares instead of its root."""

fails = ["adagrad"]
hint = "If all gradients are made ten times larger, AdaGrad's steps stay as they are. Do yours?"


class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps = lr, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.squares.get(name, 0.0) + g**2
            moved[name] = params[name] - self.lr * g / (c + self.eps)
        return moved
