"""Takes the norm, with its root, instead of the squared norm."""

import numpy as np

fails = ["euclidean_loss"]
hint = "If a prediction is twice as far away, is its loss twice or four times as large? Which does the definition say?"


def euclidean_loss(prediction, target):
    difference = prediction - target
    norms = np.sqrt(np.sum(difference**2, axis=1))
    return norms.mean(), difference / norms[:, None] / len(difference)
