"""Adds the losses up instead of averaging, and the gradient with them."""

import numpy as np

fails = ["euclidean_loss"]
hint = "The loss is a mean. What happens to yours if every example is in the batch twice?"


def euclidean_loss(prediction, target):
    difference = prediction - target
    return np.sum(difference**2), 2 * difference
