"""Weighs the maps by their own mean and adds up the gradients."""

import numpy as np

fails = ["grad_cam"]
hint = "Which of the two arrays says how much a map matters, and which says where?"


def grad_cam(A, dA):
    return np.maximum(np.tensordot(A.mean(axis=(1, 2)), dA, axes=1), 0)
