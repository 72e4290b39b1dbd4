"""Counts the windows at the end that do not lie wholly on the image, and averages what there is of them."""

import numpy as np

fails = ["average_pool"]
hint = "What does the handout say about windows that do not lie wholly on the image?"


def average_pool_forward(x, size, stride):
    OH, OW = -(-(x.shape[2] - size) // stride) + 1, -(-(x.shape[3] - size) // stride) + 1
    out = np.zeros((*x.shape[:2], OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = window.mean(axis=(2, 3))
    return out, (x.shape, size, stride)
