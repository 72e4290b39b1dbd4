"""Remembers on the way back what was dropped, and forgets the factor of what was not."""

import numpy as np

fails = ["dropout"]
hint = "An output is its input times a constant. What is its slope?"


def dropout_backward(dout, cache):
    return dout * np.not_equal(cache, 0)
