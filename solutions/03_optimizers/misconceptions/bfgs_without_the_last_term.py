"""Leaves out ρ s sᵀ: the guess maps y to 0 instead of s."""

import numpy as np

fails = ["quasi_newton"]
hint = "Multiply your matrix with y. What is it that you get?"


def bfgs_update(H, s, y):
    rho = 1 / (s @ y)
    back = np.eye(len(s)) - rho * np.outer(s, y)
    return back @ H @ back.T
