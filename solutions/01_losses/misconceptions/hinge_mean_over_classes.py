"""Averages over examples and classes, and so divides by N·K."""

import numpy as np

fails = ["hinge_loss"]
hint = "Over how many numbers does your mean run? How many losses does the batch have?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    dscores = (margins > 0).astype(float)
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.mean(), dscores / margins.size
