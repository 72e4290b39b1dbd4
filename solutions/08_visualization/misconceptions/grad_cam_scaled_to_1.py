"""Divides the map by its largest number, also where that is 0."""

import numpy as np

fails = ["grad_cam"]
hint = "The handout asks for the map as it is. And what does yours give where nothing speaks for the class?"


def grad_cam(A, dA):
    seen = np.maximum(np.tensordot(dA.mean(axis=(1, 2)), A, axes=1), 0)
    return seen / seen.max()
