"""Convolves the first channel and leaves the others out."""

import numpy as np

fails = ["conv2d_forward"]
hint = (
    "Change a pixel of the second channel. Does the output change? Over which indices does the sum of the "
    "definition run?"
)


def conv2d_forward(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    N, F = x.shape[0], w.shape[0]
    KH, KW = w.shape[2:]
    OH = (padded.shape[2] - KH) // stride + 1
    OW = (padded.shape[3] - KW) // stride + 1
    out = np.zeros((N, F, OH, OW))
    for f in range(F):
        for i in range(OH):
            for j in range(OW):
                window = padded[:, 0, i * stride : i * stride + KH, j * stride : j * stride + KW]
                out[:, f, i, j] = (window * w[f, 0]).sum(axis=(1, 2)) + b[f]
    return out, (x, w, stride, padding)
