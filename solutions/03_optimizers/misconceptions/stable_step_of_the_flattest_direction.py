"""Takes the smallest eigenvalue, and lets the steepest direction explode."""

import numpy as np

fails = ["gradient_descent"]
hint = "In a ravine, which direction explodes first when the step grows: along it or across?"


def largest_stable_step(hessian):
    return 2 / np.linalg.eigvalsh(hessian)[0]
