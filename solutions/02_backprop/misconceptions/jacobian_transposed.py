"""Puts the derivatives by one input into a row, so that the result is the transpose of the Jacobian."""

import numpy as np

fails = ["numeric_jacobian"]
hint = "Five outputs of three inputs: how many rows has the Jacobian? What does one of them hold?"


def numeric_jacobian(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64)
    rows = []
    for j in range(x.size):
        old = x[j]
        x[j] = old + h
        above = f(x)
        x[j] = old - h
        rows.append((above - f(x)) / (2 * h))
        x[j] = old
    return np.array(rows)
