"""Rounds up: a window that hangs over the end of the image is counted too."""

import math

fails = ["shapes"]
hint = (
    "Lay windows of 3 with stride 2 on a row of 8 pixels. How many lie on it wholly, and how many does your formula "
    "count?"
)


def output_shapes(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer[0] == "conv":
            _, filters, k, stride, padding, _ = layer
            shape = (filters, *(math.ceil((side + 2 * padding - k) / stride) + 1 for side in shape[1:]))
        elif layer[0] == "pool":
            _, size, stride, padding = layer
            shape = (shape[0], *(math.ceil((side + 2 * padding - size) / stride) + 1 for side in shape[1:]))
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        elif layer[0] == "fc":
            shape = (layer[1],)
        shapes.append(shape)
    return shapes
