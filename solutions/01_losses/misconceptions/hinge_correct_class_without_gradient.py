"""Gives the score of the true class no gradient."""

import numpy as np

fails = ["hinge_loss"]
hint = "Raise the score of the true class a little: which terms of the sum change?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    dscores = (margins > 0).astype(float)
    return margins.sum() / len(y), dscores / len(y)
