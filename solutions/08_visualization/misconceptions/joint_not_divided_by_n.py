"""Takes the mean of both directions, which sums to n."""

import numpy as np

fails = ["tsne"]
hint = "What do all entries of your P sum to?"


def joint_affinities(C):
    return (C + C.T) / 2
