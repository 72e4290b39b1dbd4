"""Lets all of the gradient pass through the ReLU between the convolutions."""

fails = ["residual_block"]
hint = "There are two ReLUs in the block. At which of them does your gradient stop?"


def residual_backward(dout, cache):
    _first_passes, total_passes, cache_1, cache_2, cache_s = cache
    dtotal = dout * total_passes
    dhidden, dW2, db2 = conv2d_backward(dtotal, cache_2)
    dx, dW1, db1 = conv2d_backward(dhidden, cache_1)
    grads = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    if cache_s is None:
        return dx + dtotal, grads
    dskip, grads["Ws"], grads["bs"] = conv2d_backward(dtotal, cache_s)
    return dx + dskip, grads
