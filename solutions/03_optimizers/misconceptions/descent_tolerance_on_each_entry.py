"""Stops once no entry of the gradient is larger than the tolerance, which is earlier than its norm says."""

import numpy as np

fails = ["gradient_descent"]
hint = "A gradient of (3, 4) has the length 5. Which number do you compare with the tolerance?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0]
    for _ in range(iterations):
        slope = gradient(trajectory[-1])
        if np.abs(slope).max() <= tolerance:
            break
        trajectory.append(trajectory[-1] - step_size * slope)
    return np.array(trajectory)
