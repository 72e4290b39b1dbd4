"""Leaves the biases out."""

import numpy as np

fails = ["response_maps"]
hint = "What does a layer answer to an image that is 0 everywhere? Which of the parameters decide?"


def response_maps(params, image, layer):
    x = image[None]
    for i in range(1, layer + 1):
        if i > 1:
            x, _ = max_pool_forward(x, 2, 2)
        x = np.maximum(conv2d_forward(x, params[f"W{i}"], 0 * params[f"b{i}"], stride=1, padding=1)[0], 0)
    return x[0]
