"""Divides each kernel by its largest absolute value, so that negative weights stay negative."""

import numpy as np

fails = ["response_maps"]
hint = "Where should the smallest number of a kernel be on the scale from 0 to 1, and where is it on yours?"


def kernel_grid(w):
    kernels = w.mean(axis=1)
    largest = np.abs(kernels).max(axis=(1, 2), keepdims=True)
    kernels = kernels / np.where(largest > 0, largest, 1)
    count, kh, kw = kernels.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    grid = np.zeros((rows * (kh + 1) + 1, columns * (kw + 1) + 1))
    for k in range(count):
        row, column = divmod(k, columns)
        top, left = row * (kh + 1) + 1, column * (kw + 1) + 1
        grid[top : top + kh, left : left + kw] = kernels[k]
    return grid
