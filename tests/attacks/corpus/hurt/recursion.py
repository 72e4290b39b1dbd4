"""Calls itself without end."""
# /// attack
# threat = "recursion"
# stopped_by = "Python's own limit"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    return trapezoid(f, a, b, n + 1)
