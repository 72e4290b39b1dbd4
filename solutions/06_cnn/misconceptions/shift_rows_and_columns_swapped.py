"""Moves by dy columns and dx rows."""

import numpy as np

fails = ["augmentation"]
hint = "Which of H and W is the vertical one, and which axis is it?"


def shift(x, dy, dx):
    rows, columns = np.indices(x.shape[2:])
    return _sample(x, rows - dx, columns - dy)
