"""Scales by 1 − p at test time, as dropout that is not inverted does, and scales up in training too."""

fails = ["dropout"]
hint = "In inverted dropout, what is left to do at test time?"


def dropout_forward(x, p, rng, training):
    if not training:
        return x * (1 - p), 1 - p
    factors = (rng.random(x.shape) >= p).astype(x.dtype) / (1 - p)
    return x * factors, factors
