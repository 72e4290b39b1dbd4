"""Turns whole numbers into floats, but keeps single precision, which has too few digits for a step of 1e-5."""

import numpy as np

fails = ["numeric_gradient"]
hint = (
    "How many digits does float32 have, and what remains of them in the difference of two values that are almost equal?"
)


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=x.dtype if x.dtype.kind == "f" else np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old if method == "forward" else old - h
        gradient[i] = (above - f(x)) / (h if method == "forward" else 2 * h)
        x[i] = old
    return gradient
