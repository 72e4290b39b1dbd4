"""Leaves the padding of a pool out."""

import math

fails = ["shapes"]
hint = "Convolutions and pools both say how far they pad. Which of the two do you believe?"


def output_shapes(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer[0] == "conv":
            _, filters, k, stride, padding, _ = layer
            shape = (filters, *((side + 2 * padding - k) // stride + 1 for side in shape[1:]))
        elif layer[0] == "pool":
            _, size, stride, padding = layer
            shape = (shape[0], *((side - size) // stride + 1 for side in shape[1:]))
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        elif layer[0] == "fc":
            shape = (layer[1],)
        shapes.append(shape)
    return shapes
