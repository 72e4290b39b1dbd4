"""Moves to the right by dy and down by dx."""

import numpy as np

fails = ["invariance"]
hint = "The shift is (dy, dx), the image is (N, C, H, W). Along which axis does the first number move?"


def pooled(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def shift_agreement(x, shift, size, stride):
    dx, dy = shift
    H, W = x.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (abs(dy), abs(dy)), (abs(dx), abs(dx))))
    moved = padded[:, :, abs(dy) - dy : abs(dy) - dy + H, abs(dx) - dx : abs(dx) - dx + W]
    return np.mean(pooled(x, size, stride) == pooled(moved, size, stride))
