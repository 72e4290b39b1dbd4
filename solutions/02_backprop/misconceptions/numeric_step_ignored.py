"""Takes steps of 1e-5 whatever h is."""

import numpy as np

fails = ["numeric_gradient"]
hint = "Which of your lines looks at the argument `h`?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + 1e-5
        above = f(x)
        x[i] = old if method == "forward" else old - 1e-5
        gradient[i] = (above - f(x)) / (1e-5 if method == "forward" else 2e-5)
        x[i] = old
    return gradient
