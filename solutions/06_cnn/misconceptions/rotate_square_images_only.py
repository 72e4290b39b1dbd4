"""Takes the image for square: both coordinates of the centre come from its height."""

import numpy as np

fails = ["augmentation"]
hint = "Where is the centre of an image with 9 rows and 12 columns?"


def rotate(x, degrees):
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    centre = (x.shape[2] - 1) / 2
    up, left = np.indices(x.shape[2:]) - centre
    return _sample(x, cos * up + sin * left + centre, cos * left - sin * up + centre)
