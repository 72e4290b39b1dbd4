"""Counts (H + 1) // stride windows: right for size 2 and stride 2, and a few others."""

import numpy as np

fails = ["max_pool"]
hint = "How many windows of size 3 fit into 7 rows at stride 1? Begin with the row where the last one may begin."


def max_pool_forward(x, size, stride):
    OH, OW = (x.shape[2] + 1) // stride, (x.shape[3] + 1) // stride
    out = np.zeros((*x.shape[:2], OH, OW))
    for i in range(OH):
        for j in range(OW):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = window.max(axis=(2, 3), initial=-np.inf)
    return out, (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        u, v = divmod(np.argmax(window), window.shape[1])
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
