"""Multiplies with the output alone: the factor 1 − s is missing."""

fails = ["activation_layers"]
hint = "Where the sigmoid is almost 1 it is flat. What does your formula give there?"


def sigmoid_backward(dout, cache):
    return dout * cache
