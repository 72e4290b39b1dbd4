"""Gives the whole gradient of a mean to every pixel of its map."""

import numpy as np

fails = ["global_average_pool"]
hint = "If one pixel of a map of 5×7 grows by 1, by how much does the mean grow?"


def global_average_pool_backward(dout, cache):
    return dout[:, :, None, None] * np.ones(cache)
