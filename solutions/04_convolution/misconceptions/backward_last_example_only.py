"""Overwrites the kernels' gradient for every example, so that only the last one counts."""

import numpy as np

fails = ["conv2d_backward"]
hint = (
    "Compute dw for two images, and for each alone. How do the three results relate in your code, and how should they?"
)


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    N, _, OH, OW = dout.shape
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded = np.zeros_like(padded)
    dw = np.zeros_like(w)
    db = dout.sum(axis=(0, 2, 3))
    for n in range(N):
        for u in range(KH):
            for v in range(KW):
                rows = slice(u, u + stride * OH, stride)
                columns = slice(v, v + stride * OW, stride)
                dw[:, :, u, v] = np.einsum("fij,cij->fc", dout[n], padded[n, :, rows, columns])
                dpadded[n, :, rows, columns] += np.einsum("fij,fc->cij", dout[n], w[:, :, u, v])
    return dpadded[:, :, padding : padding + H, padding : padding + W], dw, db
