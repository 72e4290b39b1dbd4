"""Takes the mean over the copies of a number, although each of them has an effect of its own."""

fails = ["units"]
hint = "A number that is used three times grows by 1. How much does the sum of the three uses grow?"


def _unbroadcast(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.mean(axis=0)
    for axis, size in enumerate(shape):
        if size == 1:
            gradient = gradient.mean(axis=axis, keepdims=True)
    return gradient
