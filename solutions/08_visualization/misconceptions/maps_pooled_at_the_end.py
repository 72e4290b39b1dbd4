"""Pools after every layer, also after the one that is asked for."""

import numpy as np

fails = ["response_maps"]
hint = "Where exactly in the network is the map that is asked for: before or after its pooling?"


def response_maps(params, image, layer):
    x = image[None]
    for i in range(1, layer + 1):
        x = np.maximum(conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], stride=1, padding=1)[0], 0)
        x, _ = max_pool_forward(x, 2, 2)
    return x[0]
