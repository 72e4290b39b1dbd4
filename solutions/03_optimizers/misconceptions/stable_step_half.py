"""Returns 1/λ, at which the steepest direction arrives in one step; twice as long a step is still stable."""

import numpy as np

fails = ["gradient_descent"]
hint = "At your step size, what is 1 − ελ along the steepest direction? How low may it be before the walk grows?"


def largest_stable_step(hessian):
    return 1 / np.linalg.eigvalsh(hessian)[-1]
