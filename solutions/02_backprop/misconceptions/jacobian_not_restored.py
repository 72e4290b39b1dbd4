"""Leaves each input at x − h after its turn, so that later columns are taken at another point."""

import numpy as np

fails = ["numeric_jacobian"]
hint = "Print x at every call of f. When the second input moves, where is the first one?"


def numeric_jacobian(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64)
    J = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        x[j] += h
        above = f(x)
        x[j] -= 2 * h
        J[:, j] = (above - f(x)) / (2 * h)
    return J
