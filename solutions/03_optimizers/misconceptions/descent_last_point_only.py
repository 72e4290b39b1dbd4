"""Returns where the walk ended instead of the whole walk."""

import numpy as np

fails = ["gradient_descent"]
hint = "How many rows should the result have after T steps?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    x = x0
    for _ in range(iterations):
        slope = gradient(x)
        if np.linalg.norm(slope) <= tolerance:
            break
        x = x - step_size * slope
    return x
