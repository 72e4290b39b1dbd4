"""Takes H/2 and W/2 for the centre, which lies half a pixel before."""

import numpy as np

fails = ["augmentation"]
hint = "Which row is in the middle of 0, 1, 2? Is it 3/2?"


def rotate(x, degrees):
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    (h, w), (rows, columns) = x.shape[2:], np.indices(x.shape[2:])
    up, left = rows - h / 2, columns - w / 2
    return _sample(x, cos * up + sin * left + h / 2, cos * left - sin * up + w / 2)
