"""Adds the bias inside the loop over channels, and so once for every channel."""

import numpy as np

fails = ["conv2d_forward"]
hint = "How often does b[f] stand in the sum of one output? Feed an image of zeros with one, two and three channels."


def conv2d_forward(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    N, C = x.shape[:2]
    F, _, KH, KW = w.shape
    OH = (padded.shape[2] - KH) // stride + 1
    OW = (padded.shape[3] - KW) // stride + 1
    out = np.zeros((N, F, OH, OW))
    for f in range(F):
        for c in range(C):
            for i in range(OH):
                for j in range(OW):
                    window = padded[:, c, i * stride : i * stride + KH, j * stride : j * stride + KW]
                    out[:, f, i, j] += (window * w[f, c]).sum(axis=(1, 2)) + b[f]
    return out, (x, w, stride, padding)
