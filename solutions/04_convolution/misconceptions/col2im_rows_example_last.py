"""Reads the rows as if the examples were innermost, and so hands rows to the wrong image and place."""

import numpy as np

fails = ["im2col"]
hint = "Row 1 of cols: is it the second window of the first image, or the first window of the second?"


def col2im(cols, x_shape, kh, kw, stride, padding):
    N, C, H, W = x_shape
    OH, OW = (H + 2 * padding - kh) // stride + 1, (W + 2 * padding - kw) // stride + 1
    windows = cols.reshape(OH, OW, N, C, kh, kw).transpose(2, 0, 1, 3, 4, 5)
    x = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    for i in range(OH):
        for j in range(OW):
            x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += windows[:, i, j]
    return x[:, :, padding : padding + H, padding : padding + W]
