"""Takes a fully connected layer behind a flattening to have one input for each channel."""

fails = ["parameters"]
hint = "The last pool of VGG-16 returns 512 maps of 7 × 7. How many numbers does the next layer see?"


def count_parameters(layers, input_shape):
    shapes = _shapes(layers, input_shape)
    count = 0
    for i, layer in enumerate(layers):
        if layer[0] == "conv":
            _, filters, k, _, _, groups = layer
            count += filters * (shapes[i][0] // groups * k * k + 1)
        elif layer[0] == "fc":
            inputs = shapes[i - 1] if i and layers[i - 1][0] == "flatten" else shapes[i]
            count += layer[1] * (inputs[0] + 1)
    return count
