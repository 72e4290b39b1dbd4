"""Subtracts each score from that of the true class, and so punishes a lead."""

import numpy as np

fails = ["hinge_loss"]
hint = "The true class leads by 10. Should that be expensive?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, delta - difference)
    margins[rows, y] = 0
    dscores = -(margins > 0).astype(float)
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.sum() / len(y), dscores / len(y)
