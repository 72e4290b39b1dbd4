"""Returns slope · a: the function, not its derivative."""

fails = ["activations"]
hint = "Is a straight line steeper far from 0 than close to it?"


def linear_grad(a, slope):
    return slope * a
