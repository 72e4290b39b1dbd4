"""Begins the trajectory with the point after the first step."""

import numpy as np

fails = ["gradient_descent"]
hint = "After no step at all, how many points does the walk have?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = []
    x = x0
    for _ in range(iterations):
        slope = gradient(x)
        if np.linalg.norm(slope) <= tolerance:
            break
        x = x - step_size * slope
        trajectory.append(x)
    return np.array(trajectory)
