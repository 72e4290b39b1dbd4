"""Rounds places towards zero, where the pixel above and to the left is meant: int for floor."""

import numpy as np

fails = ["augmentation"]
hint = "Which pixel lies to the left of column −1.3? What does int(−1.3) say?"


def _sample(x, rows, columns):
    h, w = x.shape[2:]
    top, left = rows.astype(int), columns.astype(int)
    down, right = rows - top, columns - left
    out = np.zeros_like(x)
    for i in (0, 1):
        for j in (0, 1):
            inside = (top + i >= 0) & (top + i < h) & (left + j >= 0) & (left + j < w)
            weight = inside * np.where(i, down, 1 - down) * np.where(j, right, 1 - right)
            out += (weight * x[:, :, np.clip(top + i, 0, h - 1), np.clip(left + j, 0, w - 1)]).astype(x.dtype)
    return out
