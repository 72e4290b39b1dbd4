"""Returns what the convolution gives, without the ReLU after it."""

import numpy as np

fails = ["response_maps"]
hint = "Print the smallest number of your maps. Can a response after a ReLU be that small?"


def response_maps(params, image, layer):
    maps, _ = conv2d_forward(image[None], params["W1"], params["b1"], stride=1, padding=1)
    if layer == 2:
        pooled, _ = max_pool_forward(np.maximum(maps, 0), 2, 2)
        maps, _ = conv2d_forward(pooled, params["W2"], params["b2"], stride=1, padding=1)
    return maps[0]
