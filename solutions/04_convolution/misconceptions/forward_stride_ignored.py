"""Computes the right output size, but moves the window by one pixel whatever the stride is."""

import numpy as np

fails = ["conv2d_forward"]
hint = "Where does window (1, 1) begin at stride 2? Print the first row and column of the window that you take."


def conv2d_forward(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    KH, KW = w.shape[2:]
    OH = (padded.shape[2] - KH) // stride + 1
    OW = (padded.shape[3] - KW) // stride + 1
    out = np.zeros((x.shape[0], w.shape[0], OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = padded[:, :, i : i + KH, j : j + KW]
            out[:, :, i, j] = np.tensordot(window, w, axes=((1, 2, 3), (1, 2, 3))) + b
    return out, (x, w, stride, padding)
