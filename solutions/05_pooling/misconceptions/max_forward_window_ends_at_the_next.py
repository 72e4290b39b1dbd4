"""Lets each window end where the next one begins, so that its size is the stride."""

import numpy as np

fails = ["max_pool"]
hint = "With size 3 and stride 2, which rows does the first window have, and which the second? Which row is in both?"


def max_pool_forward(x, size, stride):
    OH, OW = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    out = np.zeros((*x.shape[:2], OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = x[:, :, i * stride : (i + 1) * stride, j * stride : (j + 1) * stride]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, size, stride)


def max_pool_backward(dout, cache):
    x, _, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + stride, left : left + stride]
        u, v = divmod(np.argmax(window), window.shape[1])
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
