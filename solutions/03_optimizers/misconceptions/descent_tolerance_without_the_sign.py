"""Compares the gradient itself with the tolerance, so that any negative entry counts as small."""

import numpy as np

fails = ["gradient_descent"]
hint = "Is a gradient of −100 small?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0]
    for _ in range(iterations):
        slope = gradient(trajectory[-1])
        if tolerance > 0 and np.any(slope <= tolerance):
            break
        trajectory.append(trajectory[-1] - step_size * slope)
    return np.array(trajectory)
