"""Crops the images with padding:-padding, which leaves nothing when the padding is 0."""

import numpy as np

fails = ["im2col"]
hint = "What does a[0:-0] give in Python? Print the shape of what you return at padding 0."


def col2im(cols, x_shape, kh, kw, stride, padding):
    N, C, H, W = x_shape
    OH, OW = (H + 2 * padding - kh) // stride + 1, (W + 2 * padding - kw) // stride + 1
    windows = cols.reshape(N, OH, OW, C, kh, kw)
    x = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    for i in range(OH):
        for j in range(OW):
            x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += windows[:, i, j]
    return x[:, :, padding:-padding, padding:-padding]
