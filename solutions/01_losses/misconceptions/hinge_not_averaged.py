"""Adds the losses up instead of averaging, and the gradient with them."""

import numpy as np

fails = ["hinge_loss"]
hint = "The loss is a mean. What happens to yours if every example is in the batch twice?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    dscores = (margins > 0).astype(float)
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.sum(), dscores
