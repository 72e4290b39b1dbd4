"""Divides by the square of the stride instead of the number of the window's pixels."""

import numpy as np

fails = ["average_pool"]
hint = "Does the mean of a window change if the next window begins somewhere else?"


def average_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.sum(axis=(4, 5)) / stride**2, (x.shape, size, stride)
