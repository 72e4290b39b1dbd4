"""Multiplies the maps with their weights where they are, in the caller's array."""

import numpy as np

fails = ["cam"]
hint = "Print A before and after the call. Whose array does your line change?"


def class_activation_map(A, w, c):
    A *= w[:, c].reshape(-1, 1, 1)
    return A.sum(axis=0)
