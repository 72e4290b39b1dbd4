"""Forgets the maximum, so that classes far behind make up for those too close."""

import numpy as np

fails = ["hinge_loss"]
hint = "Can the loss of an example be negative? What does a class cost that is far behind?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = difference + delta
    margins[rows, y] = 0
    dscores = np.ones_like(margins)
    dscores[rows, y] = -(scores.shape[1] - 1)
    return margins.sum() / len(y), dscores / len(y)
