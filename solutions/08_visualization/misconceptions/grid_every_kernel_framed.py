"""Puts a frame of zeros around each kernel, so that two lines lie between neighbours."""

import numpy as np

fails = ["response_maps"]
hint = "How many lines of zeros lie between two kernels on your grid? Work out the width for two kernels by hand."


def kernel_grid(w):
    kernels = w.mean(axis=1)
    low, high = kernels.min(axis=(1, 2), keepdims=True), kernels.max(axis=(1, 2), keepdims=True)
    kernels = (kernels - low) / np.where(high > low, high - low, 1)
    count, kh, kw = kernels.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    grid = np.zeros((rows * (kh + 2), columns * (kw + 2)))
    for k in range(count):
        row, column = divmod(k, columns)
        top, left = row * (kh + 2) + 1, column * (kw + 2) + 1
        grid[top : top + kh, left : left + kw] = kernels[k]
    return grid
