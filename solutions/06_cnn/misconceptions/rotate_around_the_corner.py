"""Turns around the first pixel."""

import numpy as np

fails = ["augmentation"]
hint = "Which pixel of your image stays where it is? Which should?"


def rotate(x, degrees):
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    rows, columns = np.indices(x.shape[2:])
    return _sample(x, cos * rows + sin * columns, cos * columns - sin * rows)
