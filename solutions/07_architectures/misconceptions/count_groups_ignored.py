"""Counts as if every filter saw all channels, whatever the groups are."""

fails = ["parameters"]
hint = "In two groups, how many of the channels does one filter look at?"


def count_parameters(layers, input_shape):
    count = 0
    for layer, shape in zip(layers, _shapes(layers, input_shape), strict=False):
        if layer[0] == "conv":
            _, filters, k, _, _, _groups = layer
            count += filters * (shape[0] * k * k + 1)
        elif layer[0] == "fc":
            count += layer[1] * (shape[0] + 1)
    return count
