"""Takes the weights in the order in which the dict happens to hold them."""

import numpy as np

fails = ["inception_block"]
hint = "Print the keys of params. Would your block notice if they came in another order?"


def inception_forward(x, params):
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    pooled, cache_pool = max_pool_forward(padded, 3, 1)
    pairs = iter(params.values())
    inputs = {"1": (x, 0), "3": (x, 1), "5": (x, 2), "p": (pooled, 0)}
    branches = {
        name: conv2d_forward(image, *sorted([next(pairs), next(pairs)], key=np.ndim, reverse=True), padding=padding)
        for name, (image, padding) in inputs.items()
    }
    out = np.concatenate([maps for maps, _ in branches.values()], axis=1)
    return out, ({name: (maps.shape[1], cache) for name, (maps, cache) in branches.items()}, cache_pool)
