"""Sums over the axes that were put in front, but not over those of length 1 that were stretched."""

fails = ["units"]
hint = "A column of shape (3, 1) is repeated five times to meet a (3, 5). Over which axis must its gradient be summed?"


def _unbroadcast(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    return gradient
