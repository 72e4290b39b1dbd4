"""Uses the terms themselves as the gradient, where their slope is 1."""

import numpy as np

fails = ["hinge_loss"]
hint = "A term grows by as much as the score does. How steep is it, and does that depend on how large it is?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    dscores = margins.copy()
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.sum() / len(y), dscores / len(y)
