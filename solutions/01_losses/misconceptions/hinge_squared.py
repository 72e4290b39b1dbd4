"""Squares each term: another loss, with another gradient."""

import numpy as np

fails = ["hinge_loss"]
hint = "Does a class that comes twice as close cost twice as much, or four times?"


def hinge_loss(scores, y, delta=1.0):
    rows = np.arange(len(y))
    difference = scores - scores[rows, y][:, None]
    margins = np.maximum(0, difference + delta)
    margins[rows, y] = 0
    dscores = 2 * margins
    dscores[rows, y] = -dscores.sum(axis=1)
    return (margins**2).sum() / len(y), dscores / len(y)
