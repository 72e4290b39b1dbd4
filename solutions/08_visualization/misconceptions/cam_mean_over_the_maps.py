"""Takes the mean over the maps for their sum."""

import numpy as np

fails = ["cam"]
hint = "With twice as many maps, does your result grow? Read the formula: sum or mean?"


def class_activation_map(A, w, c):
    return np.mean(w[:, c, None, None] * A, axis=0)
