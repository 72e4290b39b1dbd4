"""Ends one layer early."""

import numpy as np

fails = ["dense_block"]
hint = "How many channels should the result have, and how many has yours? Count the turns of your loop."


def dense_forward(x, params):
    caches = []
    for i in range(1, len(params) // 2):
        new, cache = conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], padding=1)
        caches.append((x.shape[1], new > 0, cache))
        x = np.concatenate([x, np.maximum(new, 0)], axis=1)
    return x, caches
