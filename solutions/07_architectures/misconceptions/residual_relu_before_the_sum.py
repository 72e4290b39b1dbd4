"""Applies the last ReLU to the second convolution, and adds the skip behind it."""

import numpy as np

fails = ["residual_block"]
hint = "Can the output of your block be negative? Should it? Look again at where the two ways join."


def residual_forward(x, params):
    first, cache_1 = conv2d_forward(x, params["W1"], params["b1"], padding=1)
    second, cache_2 = conv2d_forward(np.maximum(first, 0), params["W2"], params["b2"], padding=1)
    skip, cache_s = conv2d_forward(x, params["Ws"], params["bs"]) if "Ws" in params else (x, None)
    total = second
    return np.maximum(second, 0) + skip, (first > 0, total > 0, cache_1, cache_2, cache_s)


def residual_backward(dout, cache):
    first_passes, total_passes, cache_1, cache_2, cache_s = cache
    dsecond = dout * total_passes
    dhidden, dW2, db2 = conv2d_backward(dsecond, cache_2)
    dx, dW1, db1 = conv2d_backward(dhidden * first_passes, cache_1)
    grads = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    if cache_s is None:
        return dx + dout, grads
    dskip, grads["Ws"], grads["bs"] = conv2d_backward(dout, cache_s)
    return dx + dskip, grads
