"""Keeps only the largest term instead of adding all of them."""

import numpy as np

fails = ["hinge_loss"]
hint = "The definition has a sum over all wrong classes. What does your loss do if two of them come too close?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    worst = margins.argmax(axis=1)
    is_open = (margins[rows, worst] > 0).astype(float)
    dscores = np.zeros_like(margins)
    dscores[rows, worst] = is_open
    dscores[rows, y] = -is_open
    return margins.max(axis=1).mean(), dscores / len(y)
