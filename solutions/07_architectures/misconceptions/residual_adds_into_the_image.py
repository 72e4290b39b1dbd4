"""Adds the convolutions into the array of the skip, which is the caller's image."""

import numpy as np

fails = ["residual_block"]
hint = "If there is no projection, skip and x are two names of one array. What does += do to it?"


def residual_forward(x, params):
    first, cache_1 = conv2d_forward(x, params["W1"], params["b1"], padding=1)
    second, cache_2 = conv2d_forward(np.maximum(first, 0), params["W2"], params["b2"], padding=1)
    skip, cache_s = conv2d_forward(x, params["Ws"], params["bs"]) if "Ws" in params else (x, None)
    skip += second
    total = skip
    return np.maximum(total, 0), (first > 0, total > 0, cache_1, cache_2, cache_s)
