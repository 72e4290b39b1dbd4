"""Averages over features too, instead of adding them up to a squared norm."""

import numpy as np

fails = ["euclidean_loss"]
hint = "What is the squared norm of the vector (1, 2)? What does your loss make of it?"


def euclidean_loss(prediction, target):
    difference = prediction - target
    return np.mean(difference**2), 2 * difference / difference.size
