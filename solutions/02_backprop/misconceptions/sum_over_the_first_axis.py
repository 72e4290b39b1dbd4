"""Sums over the first axis only."""

import numpy as np

fails = ["units", "graph"]
hint = "What shape has the sum of all entries of a 3 × 5 array? And what does yours return?"


class Sum:
    def forward(self, a):
        self.shape = np.shape(a)
        return np.sum(a, axis=0)

    def backward(self, grad):
        return (np.broadcast_to(grad, self.shape),)
