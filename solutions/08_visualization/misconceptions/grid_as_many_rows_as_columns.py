"""Makes a square grid, whether or not the last row is needed."""

import numpy as np

fails = ["response_maps"]
hint = "How many rows do five kernels need in three columns?"


def kernel_grid(w):
    kernels = w.mean(axis=1)
    low, high = kernels.min(axis=(1, 2), keepdims=True), kernels.max(axis=(1, 2), keepdims=True)
    kernels = (kernels - low) / np.where(high > low, high - low, 1)
    count, kh, kw = kernels.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = columns
    grid = np.zeros((rows * (kh + 1) + 1, columns * (kw + 1) + 1))
    for k in range(count):
        row, column = divmod(k, columns)
        top, left = row * (kh + 1) + 1, column * (kw + 1) + 1
        grid[top : top + kh, left : left + kw] = kernels[k]
    return grid
