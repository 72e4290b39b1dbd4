"""Multiplies each place with its own gradient, without a weight for the map."""

import numpy as np

fails = ["grad_cam"]
hint = "How many numbers are the α of a map? Which one number of all gradients of a map is it?"


def grad_cam(A, dA):
    return np.maximum((dA * A).sum(axis=0), 0)
