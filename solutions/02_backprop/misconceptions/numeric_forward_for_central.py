"""Takes forward differences whatever the method is."""

import numpy as np

fails = ["numeric_gradient"]
hint = "With h = 0.1 and f(x) = x², what should each of the two methods give at x = 1? What does yours give?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    here = f(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        gradient[i] = (f(x) - here) / h
        x[i] = old
    return gradient
