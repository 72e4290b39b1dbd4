"""Adds the gradient, and walks uphill."""

import numpy as np

fails = ["gradient_descent"]
hint = "The gradient points to where the function grows fastest. Where do you want to go?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0]
    for _ in range(iterations):
        slope = gradient(trajectory[-1])
        if np.linalg.norm(slope) <= tolerance:
            break
        trajectory.append(trajectory[-1] + step_size * slope)
    return np.array(trajectory)
