"""Takes the windows for dw from the image without its padding, and passes over those that no longer fit."""

import numpy as np

fails = ["conv2d_backward"]
hint = "The forward pass multiplied each weight with pixels of the padded image. Which image does your dw use?"


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
            window = x[:, :, rows, columns]
            if window.shape[2:] == (KH, KW):
                dw += np.tensordot(dout[:, :, i, j], window, axes=(0, 0))
            dpadded[:, :, rows, columns] += np.tensordot(dout[:, :, i, j], w, axes=(1, 0))
    dx = dpadded[:, :, padding : padding + H, padding : padding + W]
    return dx, dw, db
