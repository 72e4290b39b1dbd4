"""Scales each map to the range from 0 to 1."""

import numpy as np

fails = ["response_maps"]
hint = (
    "A map is more than a picture: which kernel answers most strongly to this image? Can one still tell from your maps?"
)


def response_maps(params, image, layer):
    x = image[None]
    for i in range(1, layer + 1):
        if i > 1:
            x, _ = max_pool_forward(x, 2, 2)
        x = np.maximum(conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], stride=1, padding=1)[0], 0)
    return x[0] / np.maximum(x[0].max(axis=(1, 2), keepdims=True), 1e-12)
