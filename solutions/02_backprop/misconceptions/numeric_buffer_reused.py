"""Keeps one array for the moved point outside the function, which a second call within the first one overwrites."""

import numpy as np

fails = ["numeric_gradient"]
hint = "What happens to the variables of your function if f itself calls numeric_gradient? Which of them live outside?"

_point = {}


def numeric_gradient(f, x, h=1e-5, method="central"):
    shape = np.shape(x)
    point = _point.setdefault(shape, np.zeros(shape))
    point[...] = x
    gradient = np.zeros(shape)
    for i in np.ndindex(shape):
        old = point[i]
        point[i] = old + h
        above = f(point)
        point[i] = old if method == "forward" else old - h
        gradient[i] = (above - f(point)) / (h if method == "forward" else 2 * h)
        point[i] = old
    return gradient
