"""Makes one row for every sample and lets the kernel wrap around the end of the signal."""

import numpy as np

fails = ["conv1d_as_matrix"]
hint = "How many outputs does a valid convolution have? May an output mix the last samples with the first?"


def convolution_matrix(kernel, length):
    first = np.zeros(length)
    first[: len(kernel)] = kernel[::-1]
    return np.array([np.roll(first, i) for i in range(length)])
