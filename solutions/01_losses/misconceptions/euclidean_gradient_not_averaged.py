"""Averages the loss but forgets the 1/N in the gradient."""

import numpy as np

fails = ["euclidean_loss"]
hint = "The loss is a mean. By how much does it change when one prediction among N changes a little?"


def euclidean_loss(prediction, target):
    difference = prediction - target
    return np.sum(difference**2) / len(difference), 2 * difference
