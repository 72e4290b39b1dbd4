"""Takes all the steps it may, however small the gradient has become."""

import numpy as np

fails = ["gradient_descent"]
hint = "The lecture says: while not converged. Where does your loop ask whether it has?"


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0]
    for _ in range(iterations):
        trajectory.append(trajectory[-1] - step_size * gradient(trajectory[-1]))
    return np.array(trajectory)
