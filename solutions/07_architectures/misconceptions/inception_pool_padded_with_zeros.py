"""Pads with zeros before it pools: at the border of a dark image the zero is the largest."""

import numpy as np

fails = ["inception_block"]
hint = "What is the largest of some negative pixels and a zero that you put beside them?"


def inception_forward(x, params):
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    pooled, cache_pool = max_pool_forward(padded, 3, 1)
    inputs = {"1": (x, 0), "3": (x, 1), "5": (x, 2), "p": (pooled, 0)}
    branches = {
        name: conv2d_forward(image, params[f"W{name}"], params[f"b{name}"], padding=padding)
        for name, (image, padding) in inputs.items()
    }
    out = np.concatenate([maps for maps, _ in branches.values()], axis=1)
    return out, ({name: (maps.shape[1], cache) for name, (maps, cache) in branches.items()}, cache_pool)
