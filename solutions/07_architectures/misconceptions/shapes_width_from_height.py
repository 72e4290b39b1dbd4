"""Takes the height for the width."""

import math

fails = ["shapes"]
hint = "Give your function an image that is wider than high. Which number do you compute twice?"


def output_shapes(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer[0] == "conv":
            _, filters, k, stride, padding, _ = layer
            shape = (filters, *((shape[1] + 2 * padding - k) // stride + 1 for _ in range(2)))
        elif layer[0] == "pool":
            _, size, stride, padding = layer
            shape = (shape[0], *((shape[1] + 2 * padding - size) // stride + 1 for _ in range(2)))
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        elif layer[0] == "fc":
            shape = (layer[1],)
        shapes.append(shape)
    return shapes
