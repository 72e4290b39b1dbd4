"""Takes the mean over the maps for their sum."""

import numpy as np

fails = ["grad_cam"]
hint = "Two of the steps add something up. Which of the two is a mean?"


def grad_cam(A, dA):
    return np.maximum((dA.mean(axis=(1, 2))[:, None, None] * A).mean(axis=0), 0)
