"""Builds the matrix with one column for each output, so that it is the transpose of the right one."""

import numpy as np

fails = ["conv1d_as_matrix"]
hint = "W @ signal must give one number for each output. How many rows does that take, and how many columns?"


def convolution_matrix(kernel, length):
    outputs = length - len(kernel) + 1
    W = np.zeros((length, outputs))
    for i in range(outputs):
        W[i : i + len(kernel), i] = kernel[::-1]
    return W
