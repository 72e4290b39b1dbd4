"""Divides the channels and the filters by the groups, and so counts the first group alone."""

fails = ["parameters"]
hint = "You have counted what one group learns. How many groups are there?"


def count_parameters(layers, input_shape):
    count = 0
    for layer, shape in zip(layers, _shapes(layers, input_shape), strict=False):
        if layer[0] == "conv":
            _, filters, k, _, _, groups = layer
            count += filters // groups * (shape[0] // groups * k * k) + filters
        elif layer[0] == "fc":
            count += layer[1] * (shape[0] + 1)
    return count
