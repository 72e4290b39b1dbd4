"""Computes dx by sliding the kernel over dout as it is, although that takes the kernel turned by half a turn."""

import numpy as np

fails = ["conv2d_backward"]
hint = (
    "Take one pixel in the middle and list the windows it is in. In the window that begins furthest up and left, "
    "which weight did the pixel meet?"
)


def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    N, F = dout.shape[:2]
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (KH, KW), axis=(2, 3))[:, :, ::stride, ::stride]
    dw = np.einsum("nfij,ncijuv->fcuv", dout, windows)
    db = dout.sum(axis=(0, 2, 3))

    dilated = np.zeros((N, F, H + 2 * padding - KH + 1, W + 2 * padding - KW + 1))
    dilated[:, :, ::stride, ::stride] = dout
    dilated = np.pad(dilated, ((0, 0), (0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(dilated, (KH, KW), axis=(2, 3))
    dx = np.einsum("nfijuv,fcuv->ncij", windows, w)
    return dx[:, :, padding : padding + H, padding : padding + W], dw, db
