"""Drops the maps that speak against the class, instead of what is negative in the sum."""

import numpy as np

fails = ["grad_cam"]
hint = "A map with a negative weight: does it take anything away in your sum? Where does the ReLU stand in the formula?"


def grad_cam(A, dA):
    return np.tensordot(np.maximum(dA.mean(axis=(1, 2)), 0), A, axes=1)
