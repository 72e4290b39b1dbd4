"""Takes the mean of the positive gradients alone."""

import numpy as np

fails = ["grad_cam"]
hint = "What is the mean of 4, 0, 0 and −4? What is it in your α?"


def grad_cam(A, dA):
    return np.maximum(np.tensordot(np.maximum(dA, 0).mean(axis=(1, 2)), A, axes=1), 0)
