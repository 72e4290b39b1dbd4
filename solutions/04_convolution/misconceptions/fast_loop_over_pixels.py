"""Computes all examples and filters at once, but still in a Python loop over the output's rows and columns."""

import numpy as np

fails = ["conv2d_fast"]
hint = (
    "Your loop is quick for many small images and slow for one large one. Over which few things could you loop instead?"
)


def conv2d_fast(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    F, _, KH, KW = w.shape
    OH = (padded.shape[2] - KH) // stride + 1
    OW = (padded.shape[3] - KW) // stride + 1
    out = np.zeros((len(x), F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = padded[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            out[:, :, i, j] = np.tensordot(window, w, axes=((1, 2, 3), (1, 2, 3))) + b
    return out
