"""Sets the negative entries of its input to zero in place, and with them whatever the layer below has kept."""

fails = ["activation_layers"]
hint = "After relu_forward(x), is x still what it was? Who else may hold the same array?"


def relu_forward(x):
    is_positive = x > 0
    x[~is_positive] = 0
    return x, is_positive
