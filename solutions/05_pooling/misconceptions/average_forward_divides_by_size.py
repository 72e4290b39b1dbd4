"""Divides by the length of the window's side instead of the number of its pixels."""

import numpy as np

fails = ["average_pool"]
hint = "How many numbers are in a window of size 3?"


def average_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.sum(axis=(4, 5)) / size, (x.shape, size, stride)
