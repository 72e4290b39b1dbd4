"""Counts a factor and a bias for each channel of a pool, as the original LeNet-5 had them."""

fails = ["parameters"]
hint = "Which numbers does a max pool learn?"


def count_parameters(layers, input_shape):
    count = 0
    for layer, shape in zip(layers, _shapes(layers, input_shape), strict=False):
        if layer[0] == "conv":
            _, filters, k, _, _, groups = layer
            count += filters * (shape[0] // groups * k * k + 1)
        elif layer[0] == "pool":
            count += 2 * shape[0]
        elif layer[0] == "fc":
            count += layer[1] * (shape[0] + 1)
    return count
