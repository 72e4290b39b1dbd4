"""Multiplies both directions and normalises."""

import numpy as np

fails = ["tsne"]
hint = "A point that nobody chooses, but that chooses others: what is its row in your P?"


def joint_affinities(C):
    both = C * C.T
    return both / both.sum()
