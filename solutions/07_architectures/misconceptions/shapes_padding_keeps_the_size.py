"""Takes any padding to be the one that keeps the image's size, and divides by the stride."""

import math

fails = ["shapes"]
hint = "A padding of 1 keeps the size for windows of 3. For which windows does it not, and what is the shape then?"


def output_shapes(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer[0] == "conv":
            _, filters, k, stride, padding, _ = layer
            shape = (filters, *(side // stride if padding else (side - k) // stride + 1 for side in shape[1:]))
        elif layer[0] == "pool":
            _, size, stride, padding = layer
            shape = (shape[0], *(side // stride if padding else (side - size) // stride + 1 for side in shape[1:]))
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        elif layer[0] == "fc":
            shape = (layer[1],)
        shapes.append(shape)
    return shapes
