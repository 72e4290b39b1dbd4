"""Spreads the windows evenly over the image's height instead of moving them down by the stride."""

import numpy as np

fails = ["conv2d_forward"]
hint = "Print the row at which each window begins. How far apart are two of them, and how far apart should they be?"


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    OH = (H + 2 * padding - KH) // stride + 1
    OW = (W + 2 * padding - KW) // stride + 1
    row_step = H // OH
    out = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            top, left = i * row_step, j * stride
            window = padded[:, :, top : top + KH, left : left + KW]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)
