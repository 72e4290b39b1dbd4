"""Leaves the bias out."""

import numpy as np

fails = ["conv2d_forward"]
hint = "What should the output be for an image that is zero everywhere? What is yours?"


def conv2d_forward(x, w, b, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    KH, KW = w.shape[2:]
    windows = np.lib.stride_tricks.sliding_window_view(padded, (KH, KW), axis=(2, 3))[:, :, ::stride, ::stride]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w)
    return out, (x, w, stride, padding)
