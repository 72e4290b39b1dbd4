"""Sends the upstream gradient to the image as it came, as if the skip were added behind the last ReLU."""

fails = ["residual_block"]
hint = "Both ways join in front of the last ReLU. Which of your two gradients has passed through it on its way back?"


def residual_backward(dout, cache):
    first_passes, total_passes, cache_1, cache_2, cache_s = cache
    dtotal = dout * total_passes
    dhidden, dW2, db2 = conv2d_backward(dtotal, cache_2)
    dx, dW1, db1 = conv2d_backward(dhidden * first_passes, cache_1)
    grads = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    if cache_s is None:
        return dx + dout, grads
    dskip, grads["Ws"], grads["bs"] = conv2d_backward(dout, cache_s)
    return dx + dskip, grads
