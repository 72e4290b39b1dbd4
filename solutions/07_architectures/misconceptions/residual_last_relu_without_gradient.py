"""Lets all of the upstream gradient pass through the ReLU behind the sum."""

fails = ["residual_block"]
hint = (
    "Where the sum was negative the output is zero, and stays so if a weight moves a little. What is the gradient "
    "there?"
)


def residual_backward(dout, cache):
    first_passes, _total_passes, cache_1, cache_2, cache_s = cache
    dtotal = dout
    dhidden, dW2, db2 = conv2d_backward(dtotal, cache_2)
    dx, dW1, db1 = conv2d_backward(dhidden * first_passes, cache_1)
    grads = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    if cache_s is None:
        return dx + dtotal, grads
    dskip, grads["Ws"], grads["bs"] = conv2d_backward(dtotal, cache_s)
    return dx + dskip, grads
