"""Makes an array of zeros for dx and never fills it."""

import numpy as np

fails = ["conv2d_backward"]
hint = "Who needs dx? Follow a change of one pixel to the outputs, and back."


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            window = padded[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            dw += np.einsum("nf,ncuv->fcuv", dout[:, :, i, j], window)
    return dx, dw, dout.sum(axis=(0, 2, 3))
