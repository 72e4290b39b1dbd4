"""Moves all entries together, which gives the sum of the partial derivatives in place of each."""

import numpy as np

fails = ["numeric_gradient"]
hint = "For f(x) = x₀ + 10·x₁ the gradient is (1, 10). What does your function give, and which entries moved?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.asarray(x, dtype=np.float64)
    start, width = (x, h) if method == "forward" else (x - h, 2 * h)
    return np.full(x.shape, (f(x + h) - f(start)) / width)
