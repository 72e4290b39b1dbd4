"""Goes back as if the windows stood side by side, whatever the stride was."""

import numpy as np

fails = ["max_pool"]
hint = "In the backward pass, where does window (i, j) begin? Is it the same place as in the forward pass?"


def max_pool_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(4, 5)), (x, size, stride)


def max_pool_backward(dout, cache):
    x, size, _ = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * size, j * size
        window = x[n, c, top : top + size, left : left + size]
        if window.size:
            u, v = divmod(np.argmax(window), window.shape[1])
            dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
