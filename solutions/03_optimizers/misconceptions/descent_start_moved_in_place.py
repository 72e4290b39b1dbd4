"""Walks with x0 itself: `x -= …` changes the caller's array."""

import numpy as np

fails = ["gradient_descent"]
hint = "After x = x0, are x and x0 two arrays or one? What does -= do to it?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    x = x0
    trajectory = [x.copy()]
    for _ in range(iterations):
        slope = gradient(x)
        if np.linalg.norm(slope) <= tolerance:
            break
        x -= step_size * slope
        trajectory.append(x.copy())
    return np.array(trajectory)
