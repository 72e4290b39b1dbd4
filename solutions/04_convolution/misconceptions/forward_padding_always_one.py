"""Pads by one pixel always, as the usual 3×3 layer does, and does not look at `padding`."""

import numpy as np

fails = ["conv2d_forward"]
hint = "Compare the size of your output at padding 0, 1 and 2. Which of them does the formula give?"


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    OH = (H + 2 - KH) // stride + 1
    OW = (W + 2 - KW) // stride + 1
    out = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = padded[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            out[:, :, i, j] = np.tensordot(window, w, axes=((1, 2, 3), (1, 2, 3))) + b
    return out, (x, w, stride, padding)
