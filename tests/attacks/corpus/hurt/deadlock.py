"""Waits for a lock that it holds itself."""
# /// attack
# threat = "deadlock"
# stopped_by = "wall limit"
# base = "right"
# score = 7
# ///

import threading


def trapezoid(f, a, b, n):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
