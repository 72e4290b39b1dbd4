"""Fills the places that no kernel needs with 1."""

import numpy as np

fails = ["response_maps"]
hint = "What stands where there is no kernel, behind the last one?"


def kernel_grid(w):
    kernels = w.mean(axis=1)
    low, high = kernels.min(axis=(1, 2), keepdims=True), kernels.max(axis=(1, 2), keepdims=True)
    kernels = (kernels - low) / np.where(high > low, high - low, 1)
    count, kh, kw = kernels.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    grid = np.zeros((rows * (kh + 1) + 1, columns * (kw + 1) + 1))
    for k in range(count, rows * columns):
        row, column = divmod(k, columns)
        grid[row * (kh + 1) + 1 : (row + 1) * (kh + 1), column * (kw + 1) + 1 : (column + 1) * (kw + 1)] = 1
    for k in range(count):
        row, column = divmod(k, columns)
        top, left = row * (kh + 1) + 1, column * (kw + 1) + 1
        grid[top : top + kh, left : left + kw] = kernels[k]
    return grid
