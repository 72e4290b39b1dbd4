"""Puts a factor ½ before the square, a convention that this course does not use."""

import numpy as np

fails = ["euclidean_loss"]
hint = "What does your loss say for a prediction of 3 and a target of 0?"


def euclidean_loss(prediction, target):
    difference = prediction - target
    return np.sum(difference**2) / len(difference) / 2, difference / len(difference)
