"""Returns the partial derivatives in one row, whatever the shape of x is."""

import numpy as np

fails = ["numeric_gradient"]
hint = "To which entry of x does the third number of your result belong? What shape says so?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = []
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old if method == "forward" else old - h
        gradient.append((above - f(x)) / (h if method == "forward" else 2 * h))
        x[i] = old
    return np.array(gradient)
