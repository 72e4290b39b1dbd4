"""Puts the new maps in front of those that there are already."""

import numpy as np

fails = ["dense_block"]
hint = "Which channels of the result are the image: the first, or the last?"


def dense_forward(x, params):
    caches = []
    for i in range(1, len(params) // 2 + 1):
        new, cache = conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], padding=1)
        caches.append((x.shape[1], new > 0, cache))
        x = np.concatenate([np.maximum(new, 0), x], axis=1)
    return x, caches


def dense_backward(dout, cache):
    grads = {}
    for i, (channels, passes, cache_conv) in reversed(list(enumerate(cache, 1))):
        new, kept = dout[:, :-channels], dout[:, -channels:]
        dx, grads[f"W{i}"], grads[f"b{i}"] = conv2d_backward(new * passes, cache_conv)
        dout = kept + dx
    return dout, grads
