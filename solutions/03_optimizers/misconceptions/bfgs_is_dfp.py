"""Uses the older formula of Davidon, Fletcher and Powell, which also maps y to s, but is another matrix."""

import numpy as np

fails = ["quasi_newton"]
hint = "Many symmetric matrices map y to s. Is the one you return the one of the formula?"


def bfgs_update(H, s, y):
    Hy = H @ y
    return H - np.outer(Hy, Hy) / (y @ Hy) + np.outer(s, s) / (s @ y)
