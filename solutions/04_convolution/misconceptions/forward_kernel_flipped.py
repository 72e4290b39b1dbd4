"""Flips the kernel, as the mathematical convolution does, but the layer is defined as a cross-correlation."""

import numpy as np

fails = ["conv2d_forward"]
hint = (
    "Compare the signs of the indices in the layer's formula with those in the definition for signals. Which weight"
    " meets the window's top left pixel?"
)


def conv2d_forward(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    flipped = w[:, :, ::-1, ::-1]
    KH, KW = w.shape[2:]
    OH = (padded.shape[2] - KH) // stride + 1
    OW = (padded.shape[3] - KW) // stride + 1
    out = np.zeros((x.shape[0], w.shape[0], OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = padded[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, flipped) + b
    return out, (x, w, stride, padding)
