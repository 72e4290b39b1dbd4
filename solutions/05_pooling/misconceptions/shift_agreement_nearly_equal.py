"""Counts outputs as equal that are close to each other, by a tolerance that small numbers never leave."""

import numpy as np

fails = ["invariance"]
hint = "np.isclose(1e-9, -1e-9) is True. What does it compare the difference with, and what is asked for?"


def pooled(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def shift_agreement(x, shift, size, stride):
    dy, dx = shift
    H, W = x.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (abs(dy), abs(dy)), (abs(dx), abs(dx))))
    moved = padded[:, :, abs(dy) - dy : abs(dy) - dy + H, abs(dx) - dx : abs(dx) - dx + W]
    return np.mean(np.isclose(pooled(x, size, stride), pooled(moved, size, stride)))
