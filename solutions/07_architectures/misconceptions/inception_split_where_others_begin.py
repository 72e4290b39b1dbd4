"""Cuts the upstream gradient as if the branches stood in another order than in the output."""

fails = ["inception_block"]
hint = "Behind which channel of the output does the 3 × 3 branch begin, and where does it begin in your backward?"


def inception_backward(dout, cache):
    branches, cache_pool = cache
    dinputs, grads, end = {}, {}, dout.shape[1]
    for name, (filters, cache_conv) in branches.items():
        dmaps = dout[:, end - filters : end]
        dinputs[name], grads[f"W{name}"], grads[f"b{name}"] = conv2d_backward(dmaps, cache_conv)
        end -= filters
    dinputs["p"] = max_pool_backward(dinputs["p"], cache_pool)[:, :, 1:-1, 1:-1]
    return sum(dinputs.values()), grads
