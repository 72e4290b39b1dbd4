"""Computes the gradient once, at x0, and walks on in that direction."""

import numpy as np

fails = ["gradient_descent"]
hint = "After the first step the ground may slope in another way. When do you ask for the gradient, and where?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0]
    slope = gradient(x0)
    for _ in range(iterations):
        if np.linalg.norm(slope) <= tolerance:
            break
        trajectory.append(trajectory[-1] - step_size * slope)
    return np.array(trajectory)
