"""Adds up the gradients of all places, as for kernels that are shared, and gives the sum to each."""

import numpy as np

fails = ["locally_connected"]
hint = "If the kernel of one place changes, which outputs change?"


def locally_connected_backward(dout, cache):
    x, w, stride = cache
    OH, OW, _F, _C, KH, KW = w.shape
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    db = dout.sum(axis=0).transpose(1, 2, 0)
    for i in range(OH):
        for j in range(OW):
            top, left = i * stride, j * stride
            rows, columns = slice(top, top + KH), slice(left, left + KW)
            dw[i, j] = np.tensordot(dout[:, :, i, j], x[:, :, rows, columns], axes=(0, 0))
            dx[:, :, rows, columns] += np.tensordot(dout[:, :, i, j], w[i, j], axes=1)
    return dx, np.broadcast_to(dw.sum(axis=(0, 1)), w.shape), db
