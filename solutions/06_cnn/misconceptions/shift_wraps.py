"""Lets what leaves the image come in again on the other side."""

import numpy as np

fails = ["augmentation"]
hint = "Shift a digit by three columns. Where did its right edge go?"


def shift(x, dy, dx):
    return np.roll(x, (dy, dx), axis=(2, 3))
