"""Sums dout over the outputs, which leaves a number for each example."""

fails = ["linear_layer"]
hint = "There is one bias for each output. Which axis of dout counts the outputs, and over which one must be summed?"


def linear_backward(dout, cache):
    x, W = cache
    return dout @ W.T, x.T @ dout, dout.sum(axis=1)
