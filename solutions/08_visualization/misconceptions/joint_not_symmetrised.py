"""Divides by n, but leaves each direction as it is."""

import numpy as np

fails = ["tsne"]
hint = "Compare your P with its transpose."


def joint_affinities(C):
    return C / len(C)
