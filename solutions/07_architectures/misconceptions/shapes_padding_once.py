"""Adds the padding once to the height and the width, as if it came at one end."""

import math

fails = ["shapes"]
hint = "How many rows longer is an image that gets one row of zeros at each of its ends?"


def output_shapes(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer[0] == "conv":
            _, filters, k, stride, padding, _ = layer
            shape = (filters, *((side + padding - k) // stride + 1 for side in shape[1:]))
        elif layer[0] == "pool":
            _, size, stride, padding = layer
            shape = (shape[0], *((side + padding - size) // stride + 1 for side in shape[1:]))
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        elif layer[0] == "fc":
            shape = (layer[1],)
        shapes.append(shape)
    return shapes
