"""Passes the whole upstream gradient on, also where the input was negative."""

fails = ["activation_layers"]
hint = "If the input is −2 and grows a little, what does the output of ReLU do?"


def relu_backward(dout, cache):
    return dout
