"""Leaves out the ReLU, so that evidence against the class stays in the map."""

import numpy as np

fails = ["grad_cam"]
hint = "Should your map have negative numbers? Look at the last step of the formula."


def grad_cam(A, dA):
    return np.tensordot(dA.mean(axis=(1, 2)), A, axes=1)
