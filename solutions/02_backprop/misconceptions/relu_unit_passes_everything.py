"""Passes the gradient on wherever the input was, positive or negative."""

import numpy as np

fails = ["units", "graph"]
hint = "Where a was negative the output is 0 and stays so. What is the gradient there?"


class ReLU:
    def forward(self, a):
        return np.maximum(a, 0)

    def backward(self, grad):
        return (grad,)
