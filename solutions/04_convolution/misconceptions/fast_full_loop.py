"""Computes every output in a Python loop over examples, filters, rows and columns."""

import numpy as np

fails = ["conv2d_fast"]
hint = (
    "How often does the innermost line run for 16 images of 64×64 and 16 filters? What could one numpy call do for "
    "all windows at once?"
)


def conv2d_fast(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    F, _, KH, KW = w.shape
    OH = (padded.shape[2] - KH) // stride + 1
    OW = (padded.shape[3] - KW) // stride + 1
    out = np.zeros((len(x), F, OH, OW))
    for n in range(len(x)):
        for f in range(F):
            for i in range(OH):
                for j in range(OW):
                    window = padded[n, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out
