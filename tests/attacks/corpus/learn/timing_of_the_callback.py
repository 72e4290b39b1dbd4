"""Measures how long the test's function takes, in the hope that it computes less where the area is near."""
# /// attack
# threat = "timing"
# stopped_by = "a test takes the same time whatever the answer"
# ///

import time


def trapezoid(f, a, b, n):
    times = []
    for guess in np.linspace(-5, 5, 50):
        start = time.perf_counter()
        f(float(guess))
        times.append((time.perf_counter() - start, float(guess)))
    return min(times)[1]
