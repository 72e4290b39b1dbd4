"""Keeps the inputs in the class, so that all products of a graph remember those of the last one."""

import numpy as np

fails = ["units", "graph"]
hint = "Make two Multiply units, use both forward, and print what the first one remembers."


def _reduced(gradient, shape):
    """Add up what broadcasting repeated."""
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    stretched = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return gradient.sum(axis=stretched, keepdims=True)


class Multiply:
    inputs = None

    def forward(self, a, b):
        Multiply.inputs = a, b
        return a * b

    def backward(self, grad):
        a, b = Multiply.inputs
        return _reduced(grad * b, np.shape(a)), _reduced(grad * a, np.shape(b))
