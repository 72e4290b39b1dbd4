"""Divides by the mean of squares instead of its root."""

fails = ["rmsprop"]
hint = "If all gradients are made ten times larger, RMSProp's steps stay as they are. Do yours?"


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.squares = {}

    def step(self, params, grads):
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.decay * self.squares.get(name, 0.0) + (1 - self.decay) * g**2
            moved[name] = params[name] - self.lr * g / (c + self.eps)
        return moved
