"""Sums over the right places, but returns the gradient in the order of the rows instead of the kernel's."""

import numpy as np

fails = ["conv1d_as_matrix"]
hint = (
    "Change kernel[0] a little: which entries of the matrix change with it? Do they go into entry 0 of your gradient?"
)


def shared_weight_gradient(dW, K):
    gradient = np.zeros(K)
    for i in range(dW.shape[0]):
        for j in range(K):
            gradient[j] += dW[i, i + j]
    return gradient
