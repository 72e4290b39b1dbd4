"""Draws the weights from numpy's global generator and leaves the one that was given unused."""

import numpy as np

fails = ["cnn_loss"]
hint = (
    "Make two networks from generators with the same seed. Are their weights equal? Which generator did you draw from?"
)


class SmallCNN(SmallCNN):
    def __init__(self, input_shape, filters, hidden, classes, rng):
        super().__init__(input_shape, filters, hidden, classes, np.random)
