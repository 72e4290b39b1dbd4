"""Counts how often the window moves, and forgets the place where it begins."""

import math

fails = ["shapes"]
hint = "A window as large as the image cannot move at all. How many outputs does it have?"


def output_shapes(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer[0] == "conv":
            _, filters, k, stride, padding, _ = layer
            shape = (filters, *((side + 2 * padding - k) // stride for side in shape[1:]))
        elif layer[0] == "pool":
            _, size, stride, padding = layer
            shape = (shape[0], *((side + 2 * padding - size) // stride for side in shape[1:]))
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        elif layer[0] == "fc":
            shape = (layer[1],)
        shapes.append(shape)
    return shapes
