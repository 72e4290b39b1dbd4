"""Gives each input of a product the other one's gradient."""

import numpy as np

fails = ["units", "graph"]
hint = "In a·b, what does the result gain when a grows by 1? Is that a, or b?"


def _reduced(gradient, shape):
    """Add up what broadcasting repeated."""
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    stretched = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return gradient.sum(axis=stretched, keepdims=True)


class Multiply:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a * b

    def backward(self, grad):
        return _reduced(grad * self.a, np.shape(self.a)), _reduced(grad * self.b, np.shape(self.b))
