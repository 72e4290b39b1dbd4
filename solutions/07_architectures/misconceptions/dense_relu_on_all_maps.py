"""Applies the ReLU to all maps, also to those that are handed on as they are."""

import numpy as np

fails = ["dense_block"]
hint = "The first channels of the result should be the image, pixel by pixel. Where have its negative numbers gone?"


def dense_forward(x, params):
    caches = []
    for i in range(1, len(params) // 2 + 1):
        new, cache = conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], padding=1)
        caches.append((x.shape[1], new > 0, cache))
        x = np.concatenate([np.maximum(x, 0), np.maximum(new, 0)], axis=1)
    return x, caches
