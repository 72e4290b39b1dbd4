"""Multiplies the offset inside the kernel by the stride, where the stride belongs to the position of the window."""

import numpy as np

fails = ["conv2d_backward"]
hint = (
    "The pixel under weight (u, v) of window (i, j) is in which row of the padded image? Which of i and u is "
    "multiplied by the stride?"
)


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    OH, OW = dout.shape[2:]
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded = np.zeros_like(padded)
    dw = np.zeros_like(w)
    for u in range(KH):
        for v in range(KW):
            rows = slice(u * stride, u * stride + OH)
            columns = slice(v * stride, v * stride + OW)
            dw[:, :, u, v] = np.einsum("nfij,ncij->fc", dout, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nfij,fc->ncij", dout, w[:, :, u, v])
    dx = dpadded[:, :, padding : padding + H, padding : padding + W]
    return dx, dw, dout.sum(axis=(0, 2, 3))
