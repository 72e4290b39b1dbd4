"""Counts k × k weights for a filter, however many channels it looks at."""

fails = ["parameters"]
hint = (
    "A filter that looks at a picture in colour has weights for red, green and blue. For how many channels do you "
    "count?"
)


def count_parameters(layers, input_shape):
    count = 0
    for layer, shape in zip(layers, _shapes(layers, input_shape)):
        if layer[0] == "conv":
            _, filters, k, _, _, groups = layer
            count += filters * (k * k + 1)
        elif layer[0] == "fc":
            count += layer[1] * (shape[0] + 1)
    return count
