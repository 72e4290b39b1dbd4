"""Returns dout for db, with one row for each example."""

fails = ["linear_layer"]
hint = "There is one bias for all examples. What shape has b, and what shape has your db?"


def linear_backward(dout, cache):
    x, W = cache
    return dout @ W.T, x.T @ dout, dout
