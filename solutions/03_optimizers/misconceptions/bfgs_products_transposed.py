"""Puts y sᵀ on the left and s yᵀ on the right of the old guess."""

import numpy as np

fails = ["quasi_newton"]
hint = "np.outer(s, y) is a matrix; which index belongs to s? Multiply your result with y: is it s?"


def bfgs_update(H, s, y):
    rho = 1 / (s @ y)
    back = np.eye(len(s)) - rho * np.outer(y, s)
    return back @ H @ back.T + rho * np.outer(s, s)
