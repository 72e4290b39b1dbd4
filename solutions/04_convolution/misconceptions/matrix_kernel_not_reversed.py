"""Writes the kernel into the rows as it is, so that the product with a signal is a correlation."""

import numpy as np

fails = ["conv1d_as_matrix"]
hint = (
    "Compare W @ signal with conv1d(signal, kernel) for a kernel that is not symmetric. How do w1, w2, w3 relate to"
    " the kernel?"
)


def convolution_matrix(kernel, length):
    K = len(kernel)
    W = np.zeros((length - K + 1, length))
    for i in range(length - K + 1):
        W[i, i : i + K] = kernel
    return W
