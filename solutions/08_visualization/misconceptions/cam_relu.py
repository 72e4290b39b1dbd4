"""Sets to 0 what speaks against the class."""

import numpy as np

fails = ["cam"]
hint = "The formula of this question has no ReLU. What does a negative place of the map tell?"


def class_activation_map(A, w, c):
    return np.maximum(np.tensordot(w[:, c], A, axes=1), 0)
