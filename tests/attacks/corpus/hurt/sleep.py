"""Sleeps for an hour in one function."""
# /// attack
# threat = "sleep"
# stopped_by = "wall limit"
# base = "right"
# score = 7
# ///

import time


def trapezoid(f, a, b, n):
    time.sleep(3600)
