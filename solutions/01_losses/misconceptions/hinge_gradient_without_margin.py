"""Counts in the gradient only the classes that are ahead, and not those within the margin."""

import numpy as np

fails = ["hinge_loss"]
hint = "A wrong class that is just behind the true one costs something. Does your gradient know?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    dscores = (difference > 0).astype(float)
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.sum() / len(y), dscores / len(y)
