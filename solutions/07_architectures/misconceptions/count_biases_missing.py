"""Counts the weights and leaves the biases out."""

fails = ["parameters"]
hint = "A single neuron with a single input learns more than one number. Which?"


def count_parameters(layers, input_shape):
    count = 0
    for layer, shape in zip(layers, _shapes(layers, input_shape), strict=False):
        if layer[0] == "conv":
            _, filters, k, _, _, groups = layer
            count += filters * (shape[0] // groups * k * k)
        elif layer[0] == "fc":
            count += layer[1] * shape[0]
    return count
