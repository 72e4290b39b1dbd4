"""Loops over the first axis alone: a whole row moves at once, and an array without axes cannot be looped over."""

import numpy as np

fails = ["numeric_gradient"]
hint = "How many entries has an array of shape (2, 1, 3), and how often does your loop run for it? And for shape ()?"


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        old = x[i].copy()
        x[i] = old + h
        above = f(x)
        x[i] = old if method == "forward" else old - h
        gradient[i] = (above - f(x)) / (h if method == "forward" else 2 * h)
        x[i] = old
    return gradient
