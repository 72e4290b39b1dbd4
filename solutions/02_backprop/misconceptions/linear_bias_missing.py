"""Leaves out the bias."""

fails = ["linear_layer"]
hint = "What should the layer return for an input of zeros?"


def linear_forward(x, W, b):
    return x @ W, (x, W)
