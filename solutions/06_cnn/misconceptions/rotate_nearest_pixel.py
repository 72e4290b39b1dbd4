"""Takes the nearest pixel, where the four around a place should share."""

import numpy as np

fails = ["augmentation"]
hint = "What is your result where a place lies in the middle between two pixels?"


def rotate(x, degrees):
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    matrix = np.array([[cos, sin], [-sin, cos]])
    return _sample_around_nearest(x, matrix)


def _sample_around_nearest(x, matrix):
    centre = (np.array(x.shape[2:]).reshape(2, 1, 1) - 1) / 2
    places = np.tensordot(matrix, np.indices(x.shape[2:]) - centre, axes=1) + centre
    return _sample(x, *np.round(places))
