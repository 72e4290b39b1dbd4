"""Gives every branch the first channels of the upstream gradient, as many as it has."""

fails = ["inception_block"]
hint = "Where does the second branch's part of dout begin? And yours?"


def inception_backward(dout, cache):
    branches, cache_pool = cache
    dinputs, grads, begin = {}, {}, 0
    for name, (filters, cache_conv) in branches.items():
        dmaps = dout[:, :filters]
        dinputs[name], grads[f"W{name}"], grads[f"b{name}"] = conv2d_backward(dmaps, cache_conv)
        begin += filters
    dinputs["p"] = max_pool_backward(dinputs["p"], cache_pool)[:, :, 1:-1, 1:-1]
    return sum(dinputs.values()), grads
