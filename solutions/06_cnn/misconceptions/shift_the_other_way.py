"""Shifts up and to the left, where down and to the right is asked for."""

import numpy as np

fails = ["augmentation"]
hint = "Put a single 1 into an image and shift it by one row. Is it now further down?"


def shift(x, dy, dx):
    rows, columns = np.indices(x.shape[2:])
    return _sample(x, rows + dy, columns + dx)
