"""Turns the step round wherever it leads uphill, although Newton's step goes to the flat point, whatever it is."""

import numpy as np

fails = ["newton"]
hint = "The formula has no sign that depends on the slope. What does it do at a saddle?"


def newton_step(x, gradient, hessian):
    eigenvalues, axes = np.linalg.eigh(hessian)
    return x - axes @ (axes.T @ gradient / np.abs(eigenvalues))
