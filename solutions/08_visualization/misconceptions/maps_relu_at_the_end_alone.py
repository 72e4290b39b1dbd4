"""The second layer gets what the first convolution gives, negative responses and all."""

import numpy as np

fails = ["response_maps"]
hint = "Which numbers enter the second convolution? What happens to them on the way there in the network?"


def response_maps(params, image, layer):
    maps, _ = conv2d_forward(image[None], params["W1"], params["b1"], stride=1, padding=1)
    if layer == 2:
        pooled, _ = max_pool_forward(maps, 2, 2)
        maps, _ = conv2d_forward(pooled, params["W2"], params["b2"], stride=1, padding=1)
    return np.maximum(maps[0], 0)
