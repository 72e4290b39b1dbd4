"""Returns the slope as a single number instead of one for each entry of a."""

fails = ["activations"]
hint = "The slope is right. What shape has your result if a is (5, 7), and how many derivatives were asked for?"


def linear_grad(a, slope):
    return slope
