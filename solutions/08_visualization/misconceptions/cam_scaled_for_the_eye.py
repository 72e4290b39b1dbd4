"""Scales the map to the range from 0 to 1."""

import numpy as np

fails = ["cam"]
hint = "The map of which class is the strongest? Can one still compare two classes by your maps?"


def class_activation_map(A, w, c):
    seen = np.tensordot(w[:, c], A, axes=1)
    return (seen - seen.min()) / (seen.max() - seen.min())
