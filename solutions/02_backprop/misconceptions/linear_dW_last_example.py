"""Overwrites dW for each example, so that only the last one counts."""

import numpy as np

fails = ["linear_layer"]
hint = (
    "Each example has a share in the gradient of a weight. What happens to the first share when the second one comes?"
)


def linear_backward(dout, cache):
    x, W = cache
    dW = np.zeros_like(W)
    for n in range(len(x)):
        dW = np.outer(x[n], dout[n])
    return dout @ W.T, dW, dout.sum(axis=0)
