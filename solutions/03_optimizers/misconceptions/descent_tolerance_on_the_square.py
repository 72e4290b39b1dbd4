"""Compares the squared norm of the gradient with the tolerance."""

import numpy as np

fails = ["gradient_descent"]
hint = "The tolerance is a length. What is the sum of squares?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0]
    for _ in range(iterations):
        slope = gradient(trajectory[-1])
        if (slope**2).sum() <= tolerance:
            break
        trajectory.append(trajectory[-1] - step_size * slope)
    return np.array(trajectory)
