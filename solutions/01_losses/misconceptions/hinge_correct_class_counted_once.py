"""Gives the true class −1, however many classes come too close."""

import numpy as np

fails = ["hinge_loss"]
hint = "Two classes come too close. In how many terms does the score of the true class stand?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    dscores = (margins > 0).astype(float)
    dscores[rows, y] = -dscores.max(axis=1)
    return margins.sum() / len(y), dscores / len(y)
