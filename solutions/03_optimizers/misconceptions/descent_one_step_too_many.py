"""Takes the step first and looks at the gradient afterwards, so that the walk goes one point too far."""

import numpy as np

fails = ["gradient_descent"]
hint = "At the last point of your walk, and at the one before: is the gradient already small at both?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0]
    for _ in range(iterations):
        slope = gradient(trajectory[-1])
        trajectory.append(trajectory[-1] - step_size * slope)
        if np.linalg.norm(slope) <= tolerance:
            break
    return np.array(trajectory)
