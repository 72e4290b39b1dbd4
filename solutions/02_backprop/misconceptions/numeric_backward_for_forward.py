"""Looks from x back to x − h where a forward difference is asked for."""

import numpy as np

fails = ["numeric_gradient"]
hint = "For f(x) = x² at 1 with h = 0.1 a forward difference is 2.1. On which side of x is the second point?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        below, above = x.copy(), x.copy()
        below[i] -= h
        if method == "central":
            above[i] += h
        gradient[i] = (f(above) - f(below)) / (above[i] - below[i])
    return gradient
