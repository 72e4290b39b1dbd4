"""Forgets the 2 that the square brings down."""

import numpy as np

fails = ["euclidean_loss"]
hint = "What is the derivative of x²? Compare with how much your loss changes when you move a prediction a little."


def euclidean_loss(prediction, target):
    difference = prediction - target
    return np.sum(difference**2) / len(difference), difference / len(difference)
