"""Writes the slices for shifts down and to the right, and uses them for the others, too."""

import numpy as np

fails = ["invariance"]
hint = "Shift a small image by (-1, 0) on paper. Which rows stay, and which of your two slices is the longer one?"


def pooled(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def shift_agreement(x, shift, size, stride):
    dy, dx = shift
    H, W = x.shape[2:]
    moved = np.zeros_like(x)
    moved[:, :, dy:, dx:] = x[:, :, : H - dy, : W - dx]
    return np.mean(pooled(x, size, stride) == pooled(moved, size, stride))
