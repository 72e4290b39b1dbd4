"""Passes degrees to functions that take radians."""

import numpy as np

fails = ["augmentation"]
hint = "What is np.sin(90)?"


def rotate(x, degrees):
    cos, sin = np.cos(degrees), np.sin(degrees)
    return _sample_around_centre(x, np.array([[cos, sin], [-sin, cos]]))
