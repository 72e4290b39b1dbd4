"""Multiplies dout with W itself; only a square W lets that pass."""

fails = ["linear_layer"]
hint = "dout has a column for each output, dx one for each input. Which matrix leads from K columns to D columns?"


def linear_backward(dout, cache):
    x, W = cache
    return dout @ W, x.T @ dout, dout.sum(axis=0)
