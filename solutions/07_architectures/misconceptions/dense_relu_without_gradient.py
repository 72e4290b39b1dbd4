"""Lets all of the gradient through the ReLU of the new maps."""

fails = ["dense_block"]
hint = "Where a new map is zero because of its ReLU, does it depend on the weights?"


def dense_backward(dout, cache):
    grads = {}
    for i, (channels, _passes, cache_conv) in reversed(list(enumerate(cache, 1))):
        kept, new = dout[:, :channels], dout[:, channels:]
        dx, grads[f"W{i}"], grads[f"b{i}"] = conv2d_backward(new, cache_conv)
        dout = kept + dx
    return dout, grads
