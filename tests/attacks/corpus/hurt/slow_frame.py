"""Sends a reply byte by byte, one a second."""
# /// attack
# threat = "slow (one byte a second) frames"
# stopped_by = "wall limit"
# base = "right"
# score = 7
# ///

import time


def trapezoid(f, a, b, n):
    frame = b"".join(wire().encode([worker()._number, "ok", [["plain", 0, 0.0], []]]))
    for byte in frame:
        worker()._connection.sendall(bytes([byte]))
        time.sleep(1)
