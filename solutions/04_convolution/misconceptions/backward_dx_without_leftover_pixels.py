"""Gives dx the size that the windows cover, and forgets the last rows and columns that no window reached."""

import numpy as np

fails = ["conv2d_backward"]
hint = "At stride 2 the last column may be in no window. What is its gradient, and has dx still the shape of x?"


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    N, F, OH, OW = dout.shape
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (KH, KW), axis=(2, 3))[:, :, ::stride, ::stride]
    dw = np.einsum("nfij,ncijuv->fcuv", dout, windows)
    db = dout.sum(axis=(0, 2, 3))

    dilated = np.zeros((N, F, (OH - 1) * stride + 1, (OW - 1) * stride + 1))
    dilated[:, :, ::stride, ::stride] = dout
    dilated = np.pad(dilated, ((0, 0), (0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(dilated, (KH, KW), axis=(2, 3))
    dx = np.einsum("nfijuv,fcuv->ncij", windows, w[:, :, ::-1, ::-1])
    return dx[:, :, padding : padding + H, padding : padding + W], dw, db
