"""Rounds the sizes of images up before it counts the inputs of a fully connected layer."""

import math

fails = ["parameters"]
hint = (
    "Your count is right where all sizes divide evenly. What is the shape in front of the flattening where they do not?"
)


def count_parameters(layers, input_shape):
    shape, count = tuple(input_shape), 0
    for layer in layers:
        if layer[0] in ("conv", "pool"):
            size, stride, padding = layer[2:5] if layer[0] == "conv" else layer[1:]
            sides = [math.ceil((side + 2 * padding - size) / stride) + 1 for side in shape[1:]]
            if layer[0] == "conv":
                count += layer[1] * (shape[0] // layer[5] * size * size + 1)
            shape = (layer[1] if layer[0] == "conv" else shape[0], *sides)
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        elif layer[0] == "fc":
            count += layer[1] * (shape[0] + 1)
            shape = (layer[1],)
    return count
