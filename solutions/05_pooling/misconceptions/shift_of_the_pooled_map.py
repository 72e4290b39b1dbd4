"""Pools first and moves the pooled map: each step is then as long as the stride."""

import numpy as np

fails = ["invariance"]
hint = "One pixel of the pooled map is how many pixels of the image? Which of the two is to be moved?"


def pooled(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def moved(x, dy, dx):
    H, W = x.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (abs(dy), abs(dy)), (abs(dx), abs(dx))))
    return padded[:, :, abs(dy) - dy : abs(dy) - dy + H, abs(dx) - dx : abs(dx) - dx + W]


def shift_agreement(x, shift, size, stride):
    out = pooled(x, size, stride)
    return np.mean(out == moved(out, *shift))
