"""Takes the nearest pixel when it stretches, where the four around a place should share."""

import numpy as np

fails = ["augmentation"]
hint = "What is half of the way between a pixel of 5 and one of 6, when the image is twice as large?"


def rescale(x, factor):
    matrix = np.eye(2) / factor
    return _sample_around_nearest(x, matrix)


def _sample_around_nearest(x, matrix):
    centre = (np.array(x.shape[2:]).reshape(2, 1, 1) - 1) / 2
    places = np.tensordot(matrix, np.indices(x.shape[2:]) - centre, axes=1) + centre
    return _sample(x, *np.round(places))
