"""Takes the largest number over all examples and channels of a window: no axis is named."""

import numpy as np

fails = ["max_pool"]
hint = "Pool two images at once. Does a bright pixel of one of them show in the other?"


def max_pool_forward(x, size, stride):
    OH, OW = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    out = np.zeros((*x.shape[:2], OH, OW))
    for i, j in np.ndindex(OH, OW):
        out[:, :, i, j] = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size].max()
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
