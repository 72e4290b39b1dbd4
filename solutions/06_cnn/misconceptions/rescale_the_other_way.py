"""Makes the image smaller where it should become larger."""

import numpy as np

fails = ["augmentation"]
hint = "With a factor of 2, does the new pixel beside the centre show what was one pixel away, or half a pixel?"


def rescale(x, factor):
    return _sample_around_centre(x, np.eye(2) * factor)
