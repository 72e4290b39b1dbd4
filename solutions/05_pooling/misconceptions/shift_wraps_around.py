"""Lets in on one side what went out on the other."""

import numpy as np

fails = ["invariance"]
hint = "Shift a picture with something bright in its last row down by one. What should stand in the first row?"


def pooled(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def shift_agreement(x, shift, size, stride):
    moved = np.roll(x, shift, axis=(2, 3))
    return np.mean(pooled(x, size, stride) == pooled(moved, size, stride))
