"""Scales all kernels by the smallest and the largest number of the whole layer."""

import numpy as np

fails = ["response_maps"]
hint = "One kernel is a hundred times weaker than the others. Can one see anything of it on your grid?"


def kernel_grid(w):
    kernels = w.mean(axis=1)
    low, high = kernels.min(), kernels.max()
    kernels = (kernels - low) / np.where(high > low, high - low, 1)
    count, kh, kw = kernels.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    grid = np.zeros((rows * (kh + 1) + 1, columns * (kw + 1) + 1))
    for k in range(count):
        row, column = divmod(k, columns)
        top, left = row * (kh + 1) + 1, column * (kw + 1) + 1
        grid[top : top + kh, left : left + kw] = kernels[k]
    return grid
