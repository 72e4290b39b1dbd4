"""Averages dW and db over the examples; where the loss is a mean, dout has been divided already."""

fails = ["linear_layer"]
hint = "If all rows of dout are 1, how much does the sum of all outputs grow when a bias grows by 1?"


def linear_backward(dout, cache):
    x, W = cache
    N = len(x)
    return dout @ W.T, x.T @ dout / N, dout.sum(axis=0) / N
