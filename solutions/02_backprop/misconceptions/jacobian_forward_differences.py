"""Takes forward differences, whose error falls with h and not with its square."""

import numpy as np

fails = ["numeric_jacobian"]
hint = "With h = 0.1 and f(x) = (x₀²,), what should a central difference give at x₀ = 1? What does yours give?"


def numeric_jacobian(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64)
    here = f(x)
    J = np.zeros((len(here), len(x)))
    for j in range(len(x)):
        moved = x.copy()
        moved[j] += h
        J[:, j] = (f(moved) - here) / h
    return J
