"""Writes output row i, column j to place (j, i), so that every response map is transposed."""

import numpy as np

fails = ["conv2d_forward"]
hint = "Put a single 1 into the top right corner of an image. In which corner of the response map does it show?"


def conv2d_forward(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    F, _, KH, KW = w.shape
    OH = (padded.shape[2] - KH) // stride + 1
    OW = (padded.shape[3] - KW) // stride + 1
    out = np.zeros((x.shape[0], F, OW, OH))
    for row in range(OH):
        for column in range(OW):
            top, left = row * stride, column * stride
            window = padded[:, :, top : top + KH, left : left + KW]
            out[:, :, column, row] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)
