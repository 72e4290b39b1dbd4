"""Takes the number of filters for the kernel's size when it computes the size of the output."""

import numpy as np

fails = ["conv2d_forward"]
hint = (
    "Which axis of w counts filters, and which measure the kernel? Does your output keep its size when you add a "
    "filter?"
)


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, _, H, W = x.shape
    F = w.shape[0]
    KH, KW = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    OH = (H + 2 * padding - F) // stride + 1
    OW = (W + 2 * padding - F) // stride + 1
    out = np.zeros((N, F, OH, OW))
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                window = padded[n, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
                out[n, :, i, j] = (window * w).sum(axis=(1, 2, 3)) + b
    return out, (x, w, stride, padding)
