"""Returns a batch of one image instead of its maps."""

import numpy as np

fails = ["response_maps"]
hint = "The layers of 04 work on batches. What is the shape of what you return, and what is asked for?"


def response_maps(params, image, layer):
    x = image[None]
    for i in range(1, layer + 1):
        if i > 1:
            x, _ = max_pool_forward(x, 2, 2)
        x = np.maximum(conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], stride=1, padding=1)[0], 0)
    return x
