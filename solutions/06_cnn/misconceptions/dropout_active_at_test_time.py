"""Drops numbers at test time too."""

fails = ["dropout"]
hint = "Which of your lines looks at the argument training?"


def dropout_forward(x, p, rng, training):
    factors = (rng.random(x.shape) >= p).astype(x.dtype) / (1 - p)
    return x * factors, factors
