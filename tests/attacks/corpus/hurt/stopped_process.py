"""Stops its own process, so that it neither runs nor ends."""
# /// attack
# threat = "sleep"
# stopped_by = "wall limit; the process is killed, which a stopped one cannot prevent"
# base = "right"
# score = 7
# ///

import signal


def trapezoid(f, a, b, n):
    signal.raise_signal(signal.SIGSTOP)
