"""Fills what comes in with copies of the border."""

import numpy as np

fails = ["augmentation"]
hint = "What is there beyond the edge of an image, by the handout?"


def shift(x, dy, dx):
    rows, columns = np.indices(x.shape[2:])
    h, w = x.shape[2:]
    return x[:, :, np.clip(rows - dy, 0, h - 1), np.clip(columns - dx, 0, w - 1)]
