"""Hands the gradient through as if nothing had been dropped."""

fails = ["dropout"]
hint = "A number was dropped. How much does the loss change if it does?"


def dropout_backward(dout, cache):
    return dout
