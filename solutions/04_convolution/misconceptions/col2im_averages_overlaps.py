"""Divides each pixel by the number of windows it is in, which makes col2im an inverse of im2col but not its
adjoint.
"""

import numpy as np

fails = ["im2col"]
hint = "Test the equation of the adjoint with a cols that is 1 everywhere. Does col2im(im2col(x)) have to give x back?"


def col2im(cols, x_shape, kh, kw, stride, padding):
    N, C, H, W = x_shape
    OH, OW = (H + 2 * padding - kh) // stride + 1, (W + 2 * padding - kw) // stride + 1
    windows = cols.reshape(N, OH, OW, C, kh, kw)
    x = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    count = np.zeros_like(x)
    for i in range(OH):
        for j in range(OW):
            x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += windows[:, i, j]
            count[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += 1
    x /= np.maximum(count, 1)
    return x[:, :, padding : padding + H, padding : padding + W]
