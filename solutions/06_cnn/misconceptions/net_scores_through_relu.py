"""Sends the scores through a ReLU as well."""

import numpy as np

fails = ["cnn_loss", "training"]
hint = "Can a score of yours be negative? Look at the last line of the table."


class SmallCNN(SmallCNN):
    def _forward(self, X):
        scores, cache = super()._forward(X)
        return np.maximum(scores, 0), (cache, scores > 0)

    def _backward(self, dout, cache):
        return super()._backward(dout * cache[1], cache[0])
