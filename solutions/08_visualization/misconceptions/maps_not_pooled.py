"""Leaves out the pooling between the two layers."""

import numpy as np

fails = ["response_maps"]
hint = "Compare the shape of layer 2 with what the handout says. What makes maps smaller in this network?"


def response_maps(params, image, layer):
    x = image[None]
    for i in range(1, layer + 1):
        x = np.maximum(conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], stride=1, padding=1)[0], 0)
    return x[0]
