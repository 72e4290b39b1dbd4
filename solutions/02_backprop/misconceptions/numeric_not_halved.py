"""Divides the central difference by h, although the two points are 2h apart."""

import numpy as np

fails = ["numeric_gradient"]
hint = "For f(x) = 3x every difference must give 3. How far apart are the two points of a central difference?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old if method == "forward" else old - h
        gradient[i] = (above - f(x)) / h
        x[i] = old
    return gradient
