"""Convolves first and pools the result, instead of pooling the image first."""

import numpy as np

fails = ["inception_block"]
hint = "What does the fourth branch do first? Try a 1 × 1 kernel of −1: the largest pixel, or the smallest?"


def inception_forward(x, params):
    branches = {
        name: conv2d_forward(x, params[f"W{name}"], params[f"b{name}"], padding=padding)
        for name, padding in {"1": 0, "3": 1, "5": 2, "p": 0}.items()
    }
    maps, cache_last = branches["p"]
    padded = np.pad(maps, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    pooled, cache_pool = max_pool_forward(padded, 3, 1)
    branches["p"] = (pooled, cache_last)
    out = np.concatenate([maps for maps, _ in branches.values()], axis=1)
    return out, ({name: (maps.shape[1], cache) for name, (maps, cache) in branches.items()}, cache_pool)


def inception_backward(dout, cache):
    branches, cache_pool = cache
    dx, grads, begin = 0, {}, 0
    for name, (filters, cache_conv) in branches.items():
        dmaps = dout[:, begin : begin + filters]
        if name == "p":
            dmaps = max_pool_backward(dmaps, cache_pool)[:, :, 1:-1, 1:-1]
        dimage, grads[f"W{name}"], grads[f"b{name}"] = conv2d_backward(dmaps, cache_conv)
        dx = dx + dimage
        begin += filters
    return dx, grads
