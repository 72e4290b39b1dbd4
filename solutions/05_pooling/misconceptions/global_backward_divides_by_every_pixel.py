"""Divides by the pixels of all channels, where a mean has those of one map."""

import numpy as np

fails = ["global_average_pool"]
hint = "How many numbers made one mean? Does it matter how many other channels there are?"


def global_average_pool_backward(dout, cache):
    N, C, H, W = cache
    return dout[:, :, None, None] * np.ones(cache) / (C * H * W)
