"""Adds up the window and does not divide."""

import numpy as np

fails = ["average_pool"]
hint = "Pool an image in which every pixel is 1. What should each output be?"


def average_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.sum(axis=(4, 5)), (x.shape, size, stride)
