"""The pooling windows move by one pixel, so that maps keep nearly their size."""

import numpy as np

fails = ["response_maps"]
hint = "By how much does a pooling window move in this network, and how large is the map after it?"


def response_maps(params, image, layer):
    x = image[None]
    for i in range(1, layer + 1):
        if i > 1:
            x, _ = max_pool_forward(x, 2, 1)
        x = np.maximum(conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], stride=1, padding=1)[0], 0)
    return x[0]
