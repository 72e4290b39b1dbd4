"""Counts the layers from 0: layer 1 is taken for the second."""

import numpy as np

fails = ["response_maps"]
hint = "Is layer 1 the first or the second? Compare the number of maps with the number of kernels."


def response_maps(params, image, layer):
    x = image[None]
    for i in range(1, layer + 2):
        if i > 1:
            x, _ = max_pool_forward(x, 2, 2)
        x = np.maximum(conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], stride=1, padding=1)[0], 0)
    return x[0]
