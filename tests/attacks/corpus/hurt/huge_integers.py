"""Computes a number of a hundred million digits."""
# /// attack
# threat = "huge integers (`10**10**8`)"
# stopped_by = "CPU budget, read from outside"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    return 10 ** 10**8
