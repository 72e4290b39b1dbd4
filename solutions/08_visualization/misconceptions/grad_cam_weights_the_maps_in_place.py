"""Multiplies the maps with their weights where they are, in the caller's array."""

import numpy as np

fails = ["grad_cam"]
hint = "Print A before and after the call. Whose array does your line change?"


def grad_cam(A, dA):
    A *= dA.mean(axis=(1, 2), keepdims=True)
    return np.maximum(A.sum(axis=0), 0)
