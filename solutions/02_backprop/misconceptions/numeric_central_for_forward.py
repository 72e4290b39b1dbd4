"""Takes central differences whatever the method is."""

import numpy as np

fails = ["numeric_gradient"]
hint = "Which of your lines looks at the argument `method`?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        gradient[i] = (above - f(x)) / (2 * h)
        x[i] = old
    return gradient
