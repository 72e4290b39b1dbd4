"""Puts the pooled branch in front of the 5 × 5 one in the output."""

import numpy as np

fails = ["inception_block"]
hint = "In which order does the table list the branches? In which order do you concatenate them?"


def inception_forward(x, params):
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    pooled, cache_pool = max_pool_forward(padded, 3, 1)
    inputs = {"1": (x, 0), "3": (x, 1), "p": (pooled, 0), "5": (x, 2)}
    branches = {
        name: conv2d_forward(image, params[f"W{name}"], params[f"b{name}"], padding=padding)
        for name, (image, padding) in inputs.items()
    }
    out = np.concatenate([maps for maps, _ in branches.values()], axis=1)
    return out, ({name: (maps.shape[1], cache) for name, (maps, cache) in branches.items()}, cache_pool)
