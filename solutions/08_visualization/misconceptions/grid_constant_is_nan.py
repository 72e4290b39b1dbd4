"""Divides by the range of a kernel that has none."""

import numpy as np

fails = ["response_maps"]
hint = "What is the range of a kernel whose numbers are all alike, and what does numpy make of 0 / 0?"


def kernel_grid(w):
    kernels = w.mean(axis=1)
    low, high = kernels.min(axis=(1, 2), keepdims=True), kernels.max(axis=(1, 2), keepdims=True)
    kernels = (kernels - low) / (high - low)
    count, kh, kw = kernels.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    grid = np.zeros((rows * (kh + 1) + 1, columns * (kw + 1) + 1))
    for k in range(count):
        row, column = divmod(k, columns)
        top, left = row * (kh + 1) + 1, column * (kw + 1) + 1
        grid[top : top + kh, left : left + kw] = kernels[k]
    return grid
