"""Returns the slope of the sigmoid without the gradient that comes from above."""

import numpy as np

fails = ["units", "graph"]
hint = "Which unit stands behind this one makes a difference. Where does yours take that into account?"


class Sigmoid:
    def forward(self, a):
        self.out = 1 / (1 + np.exp(-a))
        return self.out

    def backward(self, grad):
        return (self.out * (1 - self.out),)
