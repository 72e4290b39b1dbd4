"""Begins the search for the largest number at 0, which beats every negative one."""

import numpy as np

fails = ["max_pool"]
hint = "Pool an image in which every number is negative. Where does your result come from?"


def max_pool_forward(x, size, stride):
    OH, OW = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    out = np.zeros((*x.shape[:2], OH, OW))
    for u in range(size):
        for v in range(size):
            out = np.maximum(out, x[:, :, u : u + stride * OH : stride, v : v + stride * OW : stride])
    return out, (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        u, v = divmod(np.argmax(window), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
