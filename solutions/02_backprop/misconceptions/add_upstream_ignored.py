"""Returns ones, without the gradient that comes from above."""

import numpy as np

fails = ["units", "graph"]
hint = "A product stands behind the addition: what does the loss gain when a grows by 1? Where do you look at grad?"


def _reduced(gradient, shape):
    """Add up what broadcasting repeated."""
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    stretched = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return gradient.sum(axis=stretched, keepdims=True)


class Add:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a + b

    def backward(self, grad):
        ones = np.ones_like(grad)
        return _reduced(ones, np.shape(self.a)), _reduced(ones, np.shape(self.b))
