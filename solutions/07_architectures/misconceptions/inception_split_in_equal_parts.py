"""Cuts the upstream gradient into four parts of about equal width, whatever the branches' widths are."""

import numpy as np

fails = ["inception_block"]
hint = "The branches need not have equally many filters. Who knows how many channels each of them made?"


def inception_backward(dout, cache):
    branches, cache_pool = cache
    dinputs, grads, begin = {}, {}, 0
    for name, (filters, cache_conv) in branches.items():
        dmaps = np.resize(np.array_split(dout, 4, axis=1)["135p".index(name)], (len(dout), filters, *dout.shape[2:]))
        dinputs[name], grads[f"W{name}"], grads[f"b{name}"] = conv2d_backward(dmaps, cache_conv)
        begin += filters
    dinputs["p"] = max_pool_backward(dinputs["p"], cache_pool)[:, :, 1:-1, 1:-1]
    return sum(dinputs.values()), grads
