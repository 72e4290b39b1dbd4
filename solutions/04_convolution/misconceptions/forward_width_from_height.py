"""Computes the output's width from the image's height, which is right for square images only."""

import numpy as np

fails = ["conv2d_forward"]
hint = "Try an image of 7×11 pixels: how many windows fit across? Read your line for OW aloud."


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, _, H, _ = x.shape
    F, _, KH, KW = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    OH = 1 + (H + 2 * padding - KH) // stride
    OW = 1 + (H + 2 * padding - KW) // stride
    out = np.zeros((N, F, OH, OW))
    for n in range(N):
        for f in range(F):
            for i in range(OH):
                for j in range(OW):
                    window = padded[n, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out, (x, w, stride, padding)
