"""Draws a new mask on the way back."""

fails = ["dropout"]
hint = "Which numbers took part in the output, and which did your backward let through? Are they the same?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x, lambda dout: dout
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p), lambda dout: dout * (rng.random(x.shape) >= p) / (1 - p)


def dropout_backward(dout, cache):
    return cache(dout)
