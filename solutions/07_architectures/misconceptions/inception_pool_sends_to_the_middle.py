"""Passes the pooled branch's gradient on to the pixel in the middle of the window, not to the one that was picked."""

fails = ["inception_block"]
hint = "Each window of the pool has one largest pixel. Is it always the one in the middle?"


def inception_backward(dout, cache):
    branches, _cache_pool = cache
    dinputs, grads, begin = {}, {}, 0
    for name, (filters, cache_conv) in branches.items():
        dmaps = dout[:, begin : begin + filters]
        dinputs[name], grads[f"W{name}"], grads[f"b{name}"] = conv2d_backward(dmaps, cache_conv)
        begin += filters

    return sum(dinputs.values()), grads
