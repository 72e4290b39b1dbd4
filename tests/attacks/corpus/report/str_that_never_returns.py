"""Raises exceptions that compute without end when they are shown, while loading too."""
# /// attack
# threat = "an exception whose __str__ never returns"
# stopped_by = "CPU budget, read from outside"
# base = "right"
# score = 7
# ///

class Endless(Exception):
    def __str__(self):
        while True:
            pass


def trapezoid(f, a, b, n):
    raise Endless


raise Endless
