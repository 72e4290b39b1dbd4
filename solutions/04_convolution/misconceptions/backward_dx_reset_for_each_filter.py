"""Starts dx afresh for every filter, so that only the last filter's share is left."""

import numpy as np

fails = ["conv2d_backward"]
hint = (
    "Every filter looks at every pixel. When you come to the second filter, what becomes of what the first one sent"
    " back?"
)


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    N, F, OH, OW = dout.shape
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dw = np.zeros_like(w)
    db = np.zeros(F)
    for f in range(F):
        db[f] = dout[:, f].sum()
        dpadded = np.zeros_like(padded)
        for n in range(N):
            for i in range(OH):
                for j in range(OW):
                    rows = slice(i * stride, i * stride + KH)
                    columns = slice(j * stride, j * stride + KW)
                    dw[f] += dout[n, f, i, j] * padded[n, :, rows, columns]
                    dpadded[n, :, rows, columns] += dout[n, f, i, j] * w[f]
    return dpadded[:, :, padding : padding + H, padding : padding + W], dw, db
