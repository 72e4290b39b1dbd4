"""Lets the true class take part in the sum, where it adds the margin to every example."""

import numpy as np

fails = ["hinge_loss"]
hint = "Over which classes does the sum run? What is the term of the true class, if it is not left out?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    loss = margins.sum() / len(y)
    margins[rows, y] = 0
    dscores = (margins > 0).astype(float)
    dscores[rows, y] = -dscores.sum(axis=1)
    return loss, dscores / len(y)
