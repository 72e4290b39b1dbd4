"""Returns the slope alone, without the upstream gradient."""

fails = ["activation_layers"]
hint = "If dout were twice as large, what should dx be? What does yours do?"


def tanh_backward(dout, cache):
    return 1 - cache**2
