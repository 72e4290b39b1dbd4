"""Overwrites the gradient that a reused map has already received with the one that a layer sends."""

fails = ["dense_block"]
hint = (
    "A map goes on to the result, and through every later layer. If two gradients arrive at it, which of them do you "
    "keep?"
)


def dense_backward(dout, cache):
    grads = {}
    for i, (channels, passes, cache_conv) in reversed(list(enumerate(cache, 1))):
        new = dout[:, channels:]
        dx, grads[f"W{i}"], grads[f"b{i}"] = conv2d_backward(new * passes, cache_conv)
        dout = dx
    return dout, grads
