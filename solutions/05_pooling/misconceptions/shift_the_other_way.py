"""Moves the images up and left where the shift is positive."""

import numpy as np

fails = ["invariance"]
hint = "A single bright pixel at (0, 0), shifted by (0, 1): where should it be, and where do you put it?"


def pooled(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def shift_agreement(x, shift, size, stride):
    dy, dx = -shift[0], -shift[1]
    H, W = x.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (abs(dy), abs(dy)), (abs(dx), abs(dx))))
    moved = padded[:, :, abs(dy) - dy : abs(dy) - dy + H, abs(dx) - dx : abs(dx) - dx + W]
    return np.mean(pooled(x, size, stride) == pooled(moved, size, stride))
