"""Sums dout over the axes 0, 1 and 2, as if the filters came last, and returns one number for each output column."""

import numpy as np

fails = ["conv2d_backward"]
hint = "Which axis of dout counts the filters? Over which axes must db therefore be summed, and what is its shape?"


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded = np.zeros_like(padded)
    dw = np.zeros_like(w)
    db = dout.sum(axis=(0, 1, 2))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + KH)
            columns = slice(j * stride, j * stride + KW)
            dw += np.tensordot(dout[:, :, i, j], padded[:, :, rows, columns], axes=(0, 0))
            dpadded[:, :, rows, columns] += np.tensordot(dout[:, :, i, j], w, axes=(1, 0))
    dx = dpadded[:, :, padding : padding + H, padding : padding + W]
    return dx, dw, db
