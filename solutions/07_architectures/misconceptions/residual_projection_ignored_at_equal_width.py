"""Uses Ws where the number of channels changes, and the image itself everywhere else."""

import numpy as np

fails = ["residual_block"]
hint = "What decides whether the skip has weights: the shapes, or whether params has a Ws?"


def residual_forward(x, params):
    first, cache_1 = conv2d_forward(x, params["W1"], params["b1"], padding=1)
    second, cache_2 = conv2d_forward(np.maximum(first, 0), params["W2"], params["b2"], padding=1)
    skip, cache_s = conv2d_forward(x, params["Ws"], params["bs"]) if params["W1"].shape[0] != x.shape[1] else (x, None)
    total = second + skip
    return np.maximum(total, 0), (first > 0, total > 0, cache_1, cache_2, cache_s)
