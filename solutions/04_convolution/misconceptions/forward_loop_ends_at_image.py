"""Lets the window begin only on rows and columns of the unpadded image, so that the last outputs stay zero."""

import numpy as np

fails = ["conv2d_forward"]
hint = (
    "Look at the last row and column of your output at padding 2. Where may the last window begin on the padded image?"
)


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    OH = (H + 2 * padding - KH) // stride + 1
    OW = (W + 2 * padding - KW) // stride + 1
    out = np.zeros((N, F, OH, OW))
    for top in range(0, H, stride):
        for left in range(0, W, stride):
            if top // stride < OH and left // stride < OW:
                window = padded[:, :, top : top + KH, left : left + KW]
                out[:, :, top // stride, left // stride] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)
