"""Calls the test's function without end."""
# /// attack
# threat = "callbacks that flood"
# stopped_by = "CPU budget, read from outside"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    while True:
        f(a)
