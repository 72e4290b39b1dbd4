"""Puts the one array that walks into the list again and again, so that every row is the last point."""

import numpy as np

fails = ["gradient_descent"]
hint = "All rows of your trajectory look alike. How many arrays are there in your list, and how many names for them?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    x = x0.copy()
    trajectory = [x]
    for _ in range(iterations):
        slope = gradient(x)
        if np.linalg.norm(slope) <= tolerance:
            break
        x -= step_size * slope
        trajectory.append(x)
    return np.array(trajectory)
