"""Reshapes the product, whose filters come last, straight into (N, F, OH, OW) instead of moving the axis."""

import numpy as np

fails = ["conv2d_fast"]
hint = "In which order do the numbers stand in windows @ weights? A reshape keeps that order: what moves an axis?"


def conv2d_fast(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    F, C, KH, KW = w.shape
    windows = np.lib.stride_tricks.sliding_window_view(padded, (KH, KW), axis=(2, 3))[:, :, ::stride, ::stride]
    N, _, OH, OW = windows.shape[:4]
    rows = windows.transpose(0, 2, 3, 1, 4, 5).reshape(N * OH * OW, C * KH * KW)
    out = rows @ w.reshape(F, -1).T + b
    return out.reshape(N, F, OH, OW)
