"""Lays out each window with the channels last, where the order of the columns is channel, row, column."""

import numpy as np

fails = ["im2col"]
hint = (
    "Which column follows the first in a window of two channels: the next pixel of channel 0, or the same pixel of "
    "channel 1?"
)


def im2col(x, kh, kw, stride, padding):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    N, _, H, W = padded.shape
    OH, OW = (H - kh) // stride + 1, (W - kw) // stride + 1
    rows = []
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                window = padded[n, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
                rows.append(window.transpose(1, 2, 0).ravel())
    return np.array(rows)
