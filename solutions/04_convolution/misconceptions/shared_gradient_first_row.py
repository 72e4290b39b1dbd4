"""Reads the gradient from the first row alone, as if the other rows had weights of their own."""

import numpy as np

fails = ["conv1d_as_matrix"]
hint = "In how many rows does each weight of the kernel stand? What becomes of the gradients of the other rows?"


def shared_weight_gradient(dW, K):
    return dW[0, :K][::-1]
