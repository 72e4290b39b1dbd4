"""Rounds the output size up and lets the last windows hang over the border."""

import numpy as np

fails = ["conv2d_forward"]
hint = (
    "When the stride does not divide evenly, does the last window still lie wholly on the padded image? What does ⌊"
    " ⌋ mean?"
)


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    OH = int(np.ceil((H + 2 * padding - KH) / stride)) + 1
    OW = int(np.ceil((W + 2 * padding - KW) / stride)) + 1
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding + stride), (padding, padding + stride)))
    out = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = padded[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            out[:, :, i, j] = np.tensordot(window, w, axes=((1, 2, 3), (1, 2, 3))) + b
    return out, (x, w, stride, padding)
