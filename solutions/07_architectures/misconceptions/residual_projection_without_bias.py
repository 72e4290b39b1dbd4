"""Multiplies the skip with Ws, and does not add bs."""

import numpy as np

fails = ["residual_block"]
hint = "Set all weights to zero, and every bias to one. Which of the three biases reaches the output?"


def residual_forward(x, params):
    first, cache_1 = conv2d_forward(x, params["W1"], params["b1"], padding=1)
    second, cache_2 = conv2d_forward(np.maximum(first, 0), params["W2"], params["b2"], padding=1)
    skip, cache_s = conv2d_forward(x, params["Ws"], np.zeros_like(params["bs"])) if "Ws" in params else (x, None)
    total = second + skip
    return np.maximum(total, 0), (first > 0, total > 0, cache_1, cache_2, cache_s)
