"""Applies the ReLU to every weighted map before they are added up."""

import numpy as np

fails = ["grad_cam"]
hint = "What is ReLU(3 − 2), and what is ReLU(3) + ReLU(−2)? Which one does the formula say?"


def grad_cam(A, dA):
    return np.maximum(dA.mean(axis=(1, 2))[:, None, None] * A, 0).sum(axis=0)
