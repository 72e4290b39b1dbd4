"""Returns None for dx."""

import numpy as np

fails = ["conv2d_backward"]
hint = "The layer below needs to know how the loss changes with its output. Which of your three results tells it?"


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    dw = np.einsum("nfij,ncijuv->fcuv", dout, windows[:, :, ::stride, ::stride])
    db = dout.sum(axis=(0, 2, 3))
    dx = None
    return dx, dw, db
