"""Writes each row to its pixels instead of adding it, so that pixels in several windows keep the last value only."""

import numpy as np

fails = ["im2col"]
hint = "A pixel that stands in four rows receives four numbers. What does the adjoint do with them?"


def col2im(cols, x_shape, kh, kw, stride, padding):
    N, C, H, W = x_shape
    OH, OW = (H + 2 * padding - kh) // stride + 1, (W + 2 * padding - kw) // stride + 1
    windows = cols.reshape(N, OH, OW, C, kh, kw)
    x = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    for i in range(OH):
        for j in range(OW):
            x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] = windows[:, i, j]
    return x[:, :, padding : padding + H, padding : padding + W]
