"""Averages the loss but forgets the 1/N in the gradient."""

import numpy as np

fails = ["hinge_loss"]
hint = "The loss is a mean. By how much does it change when one score of one example among N changes a little?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    dscores = (margins > 0).astype(float)
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.sum() / len(y), dscores
