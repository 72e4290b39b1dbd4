"""Works in an array of x's own dtype, where a small step is lost: integers have no fractions."""

import numpy as np

fails = ["numeric_gradient"]
hint = (
    "What does `a = np.array([1, 2]); a[0] += 0.5` do, or `a[0] = a[0] + 0.5`? In which dtype should the work be done?"
)


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = x.copy()
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old if method == "forward" else old - h
        gradient[i] = (above - f(x)) / (h if method == "forward" else 2 * h)
        x[i] = old
    return gradient
