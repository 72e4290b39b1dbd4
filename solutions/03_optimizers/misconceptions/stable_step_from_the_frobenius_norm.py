"""Takes the root of the sum of all squared entries for the largest eigenvalue."""

import numpy as np

fails = ["gradient_descent"]
hint = "Which norm of a matrix does np.linalg.norm give when it is not told? Try it on the identity."


def largest_stable_step(hessian):
    return 2 / np.linalg.norm(hessian)
