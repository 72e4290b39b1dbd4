"""Exchanges s and y: the result maps s to y, and is a guess of the Hessian instead of its inverse."""

import numpy as np

fails = ["quasi_newton"]
hint = "Multiply your matrix with y. Should that give s, and does it?"


def bfgs_update(H, s, y):
    rho = 1 / (s @ y)
    back = np.eye(len(s)) - rho * np.outer(y, s)
    return back @ H @ back.T + rho * np.outer(y, y)
