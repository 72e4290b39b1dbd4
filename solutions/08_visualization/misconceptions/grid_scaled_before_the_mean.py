"""Scales each channel first and takes the mean of the scaled ones."""

import numpy as np

fails = ["response_maps"]
hint = "A channel with large weights decides what a kernel looks for. Does it still count for more in your mean?"


def kernel_grid(w):
    low, high = w.min(axis=(2, 3), keepdims=True), w.max(axis=(2, 3), keepdims=True)
    kernels = ((w - low) / np.where(high > low, high - low, 1)).mean(axis=1)
    count, kh, kw = kernels.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    grid = np.zeros((rows * (kh + 1) + 1, columns * (kw + 1) + 1))
    for k in range(count):
        row, column = divmod(k, columns)
        top, left = row * (kh + 1) + 1, column * (kw + 1) + 1
        grid[top : top + kh, left : left + kw] = kernels[k]
    return grid
