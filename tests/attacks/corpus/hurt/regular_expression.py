"""Matches an expression that takes exponential time, in C code that listens to no signal."""
# /// attack
# threat = "regular-expression blow-up"
# stopped_by = "CPU budget, read from outside"
# base = "right"
# score = 7
# ///

import re


def trapezoid(f, a, b, n):
    return re.match(r"(a|a)*$", "a" * 60 + "b")
