"""Turns clockwise."""

import numpy as np

fails = ["augmentation"]
hint = "Turn an arrow that points to the right by 90 degrees. Does it point up? Which way do row numbers grow?"


def rotate(x, degrees):
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return _sample_around_centre(x, np.array([[cos, -sin], [sin, cos]]))
