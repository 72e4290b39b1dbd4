"""Hands on the new maps without a ReLU."""

import numpy as np

fails = ["dense_block"]
hint = "Can a new map be negative? Look at the formula again: what stands round the convolution?"


def dense_forward(x, params):
    caches = []
    for i in range(1, len(params) // 2 + 1):
        new, cache = conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], padding=1)
        caches.append((x.shape[1], new > 0, cache))
        x = np.concatenate([x, new], axis=1)
    return x, caches


def dense_backward(dout, cache):
    grads = {}
    for i, (channels, _passes, cache_conv) in reversed(list(enumerate(cache, 1))):
        kept, new = dout[:, :channels], dout[:, channels:]
        dx, grads[f"W{i}"], grads[f"b{i}"] = conv2d_backward(new, cache_conv)
        dout = kept + dx
    return dout, grads
