"""Returns the number that came in, and not an array of the shape of the input."""

import numpy as np

fails = ["units"]
hint = "Each entry of the array takes part in the sum. How many gradients does that make, and in which shape?"


class Sum:
    def forward(self, a):
        return np.sum(a)

    def backward(self, grad):
        return (grad,)
