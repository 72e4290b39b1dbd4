"""Reorders the axes of the kernels before flattening them for dx, so that weights meet pixels of other places."""

import numpy as np

fails = ["conv2d_backward"]
hint = "After your reshape, which weight stands in column 1 of a row? Which pixel stands in column 1 of a window's row?"


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded = np.zeros_like(padded)
    dw = np.zeros_like(w)
    flat = w.transpose(0, 2, 3, 1).reshape(len(w), -1)
    db = dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + KH)
            columns = slice(j * stride, j * stride + KW)
            dw += np.tensordot(dout[:, :, i, j], padded[:, :, rows, columns], axes=(0, 0))
            dwindows = dout[:, :, i, j] @ flat
            dpadded[:, :, rows, columns] += dwindows.reshape(-1, *w.shape[1:])
    dx = dpadded[:, :, padding : padding + H, padding : padding + W]
    return dx, dw, db
