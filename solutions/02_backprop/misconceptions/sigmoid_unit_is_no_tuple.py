"""Returns an array where a tuple with one gradient is expected."""

import numpy as np

fails = ["units", "graph"]
hint = "Whoever uses a unit takes one gradient for each input out of a tuple. What does it find in yours?"


class Sigmoid:
    def forward(self, a):
        self.out = 1 / (1 + np.exp(-a))
        return self.out

    def backward(self, grad):
        return grad * self.out * (1 - self.out)
