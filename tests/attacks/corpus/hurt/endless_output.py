"""Prints without end."""
# /// attack
# threat = "10 GB to stdout"
# stopped_by = "output is drained, cut and costs its CPU time"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    while True:
        print("all work and no play " * 1000)
