"""Sends the scores through a ReLU as well, and the gradient past it."""

import numpy as np

fails = ["cnn_loss"]
hint = "Can a score of yours be negative? Look at the last line of the table."


class SmallCNN(SmallCNN):
    def _forward(self, X):
        scores, cache = super()._forward(X)
        return np.maximum(scores, 0), cache
