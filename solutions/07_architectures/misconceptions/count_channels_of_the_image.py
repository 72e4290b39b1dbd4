"""Counts the channels of the image in every convolution, also in those that follow another."""

fails = ["parameters"]
hint = "What comes into the second convolution: the image, or what the first made of it?"


def count_parameters(layers, input_shape):
    count = 0
    for layer, shape in zip(layers, _shapes(layers, input_shape), strict=False):
        if layer[0] == "conv":
            _, filters, k, _, _, groups = layer
            count += filters * (input_shape[0] // groups * k * k + 1)
        elif layer[0] == "fc":
            count += layer[1] * (shape[0] + 1)
    return count
