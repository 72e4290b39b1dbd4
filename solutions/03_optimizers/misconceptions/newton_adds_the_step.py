"""Adds the solution of H d = g instead of subtracting it."""

import numpy as np

fails = ["newton"]
hint = "On the parabola x², at x = 1: what is your step, and where does it lead?"


def newton_step(x, gradient, hessian):
    return x + np.linalg.solve(hessian, gradient)
