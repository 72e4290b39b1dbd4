"""Adds up the gradients of a map where the formula takes their mean."""

import numpy as np

fails = ["grad_cam"]
hint = "Work out α for a map of 2 × 2 gradients by hand. What is Z in the lecture's formula?"


def grad_cam(A, dA):
    return np.maximum(np.tensordot(dA.sum(axis=(1, 2)), A, axes=1), 0)
