"""Adds the differences up before squaring, so that they can cancel."""

import numpy as np

fails = ["euclidean_loss"]
hint = "The prediction is off by (1, −1). Is that a loss of 0?"


def euclidean_loss(prediction, target):
    difference = prediction - target
    total = difference.sum(axis=1)
    return np.mean(total**2), 2 * total[:, None] * np.ones_like(difference) / len(difference)
