"""Sorts the names of the weights, so that W10 comes before W2."""

import numpy as np

fails = ["dense_block"]
hint = "Sort the strings W2 and W10. Which comes first, and in which order do your layers run?"


def dense_forward(x, params):
    caches = []
    for name in sorted(name for name in params if name[0] == "W"):
        new, cache = conv2d_forward(x, params[name], params["b" + name[1:]], padding=1)
        caches.append((x.shape[1], new > 0, cache))
        x = np.concatenate([x, np.maximum(new, 0)], axis=1)
    return x, caches
