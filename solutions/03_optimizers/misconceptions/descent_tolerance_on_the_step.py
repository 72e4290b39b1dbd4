"""Compares the length of the step with the tolerance, and so stops earlier the smaller the step size is."""

import numpy as np

fails = ["gradient_descent"]
hint = "With a tiny step size every step is tiny. Does that mean that the ground is flat?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0]
    for _ in range(iterations):
        step = step_size * gradient(trajectory[-1])
        if np.linalg.norm(step) <= tolerance:
            break
        trajectory.append(trajectory[-1] - step)
    return np.array(trajectory)
