"""Takes the row c of w where it should take the column."""

import numpy as np

fails = ["cam"]
hint = "w is (K, classes). Which index picks a class, and how many numbers do you get?"


def class_activation_map(A, w, c):
    return sum(weight * a for weight, a in zip(w[c], A, strict=False))
