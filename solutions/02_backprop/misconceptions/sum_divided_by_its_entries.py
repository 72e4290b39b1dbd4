"""Spreads the gradient over the entries as if Sum were a mean."""

import numpy as np

fails = ["units", "graph"]
hint = "If one of six entries grows by 1, how much does their sum grow?"


class Sum:
    def forward(self, a):
        self.shape = np.shape(a)
        return np.sum(a)

    def backward(self, grad):
        return (np.ones(self.shape) * grad / np.prod(self.shape),)
