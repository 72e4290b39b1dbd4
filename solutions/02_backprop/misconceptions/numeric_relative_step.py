"""Takes steps in proportion to each entry, although h is the step itself."""

import numpy as np

fails = ["numeric_gradient"]
hint = "Print the points at which f is called. How far does each entry move, and how far should it?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        step = h * max(abs(old), 1e-3)
        x[i] = old + step
        above = f(x)
        x[i] = old if method == "forward" else old - step
        gradient[i] = (above - f(x)) / (step if method == "forward" else 2 * step)
        x[i] = old
    return gradient
