"""Shows the first channel of each kernel."""

import numpy as np

fails = ["response_maps"]
hint = "A kernel of the second layer has eight channels. How many of them can be seen in your picture?"


def kernel_grid(w):
    kernels = w[:, 0]
    low, high = kernels.min(axis=(1, 2), keepdims=True), kernels.max(axis=(1, 2), keepdims=True)
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
