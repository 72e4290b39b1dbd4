"""Spreads dout out by inserting one zero between its entries whenever the stride is over 1, which fits stride 2
only.
"""

import numpy as np

fails = ["conv2d_backward"]
hint = "How many pixels lie between two neighbouring windows at stride 3? How many zeros did you insert?"


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    N, F, OH, OW = dout.shape
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (KH, KW), axis=(2, 3))[:, :, ::stride, ::stride]
    dw = np.einsum("nfij,ncijuv->fcuv", dout, windows)
    db = dout.sum(axis=(0, 2, 3))

    dilated = np.zeros((N, F, H + 2 * padding - KH + 1, W + 2 * padding - KW + 1))
    step = 2 if stride > 1 else 1
    dilated[:, :, : step * OH : step, : step * OW : step] = dout
    dilated = np.pad(dilated, ((0, 0), (0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(dilated, (KH, KW), axis=(2, 3))
    dx = np.einsum("nfijuv,fcuv->ncij", windows, w[:, :, ::-1, ::-1])
    return dx[:, :, padding : padding + H, padding : padding + W], dw, db
