"""Adds the margin outside the maximum, as the slide prints it."""

import numpy as np

fails = ["hinge_loss"]
hint = "An example whose true class leads by far should cost nothing. What does it cost you? Can scores change that?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference) + delta
    margins[rows, y] = 0
    dscores = (difference > 0).astype(float)
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.sum() / len(y), dscores / len(y)
