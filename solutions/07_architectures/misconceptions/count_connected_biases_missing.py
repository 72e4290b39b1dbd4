"""Counts the biases of convolutions, and not those of fully connected layers."""

fails = ["parameters"]
hint = "Count for a network of one fully connected layer. What does each of its neurons add to its weighted sum?"


def count_parameters(layers, input_shape):
    count = 0
    for layer, shape in zip(layers, _shapes(layers, input_shape)):
        if layer[0] == "conv":
            _, filters, k, _, _, groups = layer
            count += filters * (shape[0] // groups * k * k + 1)
        elif layer[0] == "fc":
            count += layer[1] * shape[0]
    return count
