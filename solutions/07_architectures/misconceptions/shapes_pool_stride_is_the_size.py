"""Moves the window of a pool by its size, whatever its stride is."""

import math

fails = ["shapes"]
hint = "AlexNet pools with windows of 3 and a stride of 2. By how many pixels do your windows move?"


def output_shapes(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer[0] == "conv":
            _, filters, k, stride, padding, _ = layer
            shape = (filters, *((side + 2 * padding - k) // stride + 1 for side in shape[1:]))
        elif layer[0] == "pool":
            _, size, stride, padding = layer
            shape = (shape[0], *((side + 2 * padding - size) // size + 1 for side in shape[1:]))
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        elif layer[0] == "fc":
            shape = (layer[1],)
        shapes.append(shape)
    return shapes
