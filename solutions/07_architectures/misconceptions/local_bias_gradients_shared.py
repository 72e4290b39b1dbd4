"""Adds up the bias gradients of all places, as for a convolution, and gives the sum to each."""

import numpy as np

fails = ["locally_connected"]
hint = "In which outputs does the bias of one place take part?"


def locally_connected_backward(dout, cache):
    x, w, stride = cache
    OH, OW, F, _C, KH, KW = w.shape
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    db = np.broadcast_to(dout.sum(axis=(0, 2, 3)), (OH, OW, F))
    for i in range(OH):
        for j in range(OW):
            top, left = i * stride, j * stride
            rows, columns = slice(top, top + KH), slice(left, left + KW)
            dw[i, j] = np.tensordot(dout[:, :, i, j], x[:, :, rows, columns], axes=(0, 0))
            dx[:, :, rows, columns] += np.tensordot(dout[:, :, i, j], w[i, j], axes=1)
    return dx, dw, db
