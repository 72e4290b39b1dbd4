"""Divides the gradients of kernels and bias by the number of examples, although the loss has done its averaging
already.
"""

import numpy as np

fails = ["conv2d_backward"]
hint = (
    "dout is the gradient of the whole loss. If the loss is a mean over the batch, where does its 1/N come in, and "
    "how often?"
)


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    H, W = x.shape[2:]
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
    dw, db = dw / len(x), db / len(x)
    dx = dpadded[:, :, padding : padding + H, padding : padding + W]
    return dx, dw, db
