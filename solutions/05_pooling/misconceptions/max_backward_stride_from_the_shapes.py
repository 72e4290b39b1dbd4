"""Works out the stride from the heights of image and output, which do not tell it."""

import numpy as np

fails = ["max_pool"]
hint = "An image of 5 rows, pooled to 2: can you tell the stride from that? Try windows of 2 with stride 3."


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, _ = cache
    stride = x.shape[2] // dout.shape[2]
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        u, v = divmod(np.argmax(x[n, c, top : top + size, left : left + size]), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
