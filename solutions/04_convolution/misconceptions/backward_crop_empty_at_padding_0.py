"""Crops dx with padding:-padding, which leaves nothing when the padding is 0."""

import numpy as np

fails = ["conv2d_backward"]
hint = "What does a[0:-0] give in Python? Print the shape of dx at padding 0."


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded = np.zeros_like(padded)
    dw = np.zeros_like(w)
    db = dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + KH)
            columns = slice(j * stride, j * stride + KW)
            dw += np.tensordot(dout[:, :, i, j], padded[:, :, rows, columns], axes=(0, 0))
            dpadded[:, :, rows, columns] += np.tensordot(dout[:, :, i, j], w, axes=(1, 0))
    dx = dpadded[:, :, padding:-padding, padding:-padding]
    return dx, dw, db
