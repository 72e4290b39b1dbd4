"""Computes the gradients of Ws and bs, and forgets that the image acts through them too."""

fails = ["residual_block"]
hint = "A convolution has three gradients. You use two of the skip's: what does the third say?"


def residual_backward(dout, cache):
    first_passes, total_passes, cache_1, cache_2, cache_s = cache
    dtotal = dout * total_passes
    dhidden, dW2, db2 = conv2d_backward(dtotal, cache_2)
    dx, dW1, db1 = conv2d_backward(dhidden * first_passes, cache_1)
    grads = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    if cache_s is None:
        return dx + dtotal, grads
    _dskip, grads["Ws"], grads["bs"] = conv2d_backward(dtotal, cache_s)
    return dx, grads
