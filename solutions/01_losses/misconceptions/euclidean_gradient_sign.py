"""Returns the gradient with respect to the target."""

import numpy as np

fails = ["euclidean_loss"]
hint = "The prediction is too large. If it grows, does the loss rise or fall? What does the sign of your gradient say?"


def euclidean_loss(prediction, target):
    difference = prediction - target
    return np.sum(difference**2) / len(difference), -2 * difference / len(difference)
