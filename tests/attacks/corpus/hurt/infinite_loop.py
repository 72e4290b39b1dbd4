"""Computes without end in one function."""
# /// attack
# threat = "infinite loop"
# stopped_by = "CPU budget, read from outside"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    while True:
        pass
