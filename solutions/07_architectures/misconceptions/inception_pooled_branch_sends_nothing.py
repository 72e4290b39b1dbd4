"""Leaves the pooled branch out of the image's gradient."""

fails = ["inception_block"]
hint = "Set all weights but Wp to zero: does the output still depend on the image? And what is your dx?"


def inception_backward(dout, cache):
    branches, cache_pool = cache
    dinputs, grads, begin = {}, {}, 0
    for name, (filters, cache_conv) in branches.items():
        dmaps = dout[:, begin : begin + filters]
        dinputs[name], grads[f"W{name}"], grads[f"b{name}"] = conv2d_backward(dmaps, cache_conv)
        begin += filters
    dinputs["p"] = max_pool_backward(dinputs["p"], cache_pool)[:, :, 1:-1, 1:-1]
    return sum(dinputs[name] for name in "135"), grads
