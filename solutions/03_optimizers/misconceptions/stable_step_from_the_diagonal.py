"""Takes the largest diagonal entry for the largest curvature, which it is only if the axes are the bowl's own."""

import numpy as np

fails = ["gradient_descent"]
hint = "Turn the bowl by 45 degrees: its diagonal entries change. Does its steepness?"


def largest_stable_step(hessian):
    return 2 / np.diag(hessian).max()
