"""Makes every window a column, so that the matrix is the transpose of what is asked for."""

import numpy as np

fails = ["im2col"]
hint = "Compare the shape of your matrix with the one in the docstring."


def im2col(x, kh, kw, stride, padding):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    N, _, H, W = padded.shape
    OH, OW = (H - kh) // stride + 1, (W - kw) // stride + 1
    rows = []
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                window = padded[n, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
                rows.append(window.ravel())
    return np.array(rows).T
