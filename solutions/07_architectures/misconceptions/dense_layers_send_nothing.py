"""Keeps the gradient that comes past a layer and loses the one that comes through it."""

fails = ["dense_block"]
hint = "Your dx is a piece of dout. On what else of the block does the result depend, and where does the image come in?"


def dense_backward(dout, cache):
    grads = {}
    for i, (channels, passes, cache_conv) in reversed(list(enumerate(cache, 1))):
        kept, new = dout[:, :channels], dout[:, channels:]
        _dx, grads[f"W{i}"], grads[f"b{i}"] = conv2d_backward(new * passes, cache_conv)
        dout = kept
    return dout, grads
