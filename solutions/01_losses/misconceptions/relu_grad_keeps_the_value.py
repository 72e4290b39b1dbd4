"""Masks the values of a instead of returning the slope."""

import numpy as np

fails = ["activations"]
hint = "ReLU is a straight line to the right of 0. Is it steeper at 3 than at 1?"


def relu_grad(a):
    return np.maximum(0, a)
