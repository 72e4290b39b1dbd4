"""Counts a bias for each channel that a filter sees, not one for the filter."""

fails = ["parameters"]
hint = "A filter sums over all channels, and then adds its bias. How often does it add it?"


def count_parameters(layers, input_shape):
    count = 0
    for layer, shape in zip(layers, _shapes(layers, input_shape), strict=False):
        if layer[0] == "conv":
            _, filters, k, _, _, groups = layer
            count += filters * (shape[0] // groups) * (k * k + 1)
        elif layer[0] == "fc":
            count += layer[1] * (shape[0] + 1)
    return count
