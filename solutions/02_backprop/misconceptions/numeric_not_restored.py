"""Moves each entry to x − h and leaves it there, so that later entries are differentiated at another point."""

import numpy as np

fails = ["numeric_gradient"]
hint = "Print x at every call of f. When the second entry moves, where is the first one?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        before = f(x)
        x[i] += h
        above = f(x)
        if method == "forward":
            gradient[i] = (above - before) / h
        else:
            x[i] -= 2 * h
            gradient[i] = (above - f(x)) / (2 * h)
    return gradient
