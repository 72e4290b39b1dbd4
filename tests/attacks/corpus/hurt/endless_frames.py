"""Sends replies without end."""
# /// attack
# threat = "never-ending frames"
# stopped_by = "wire codec: request numbers"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    while True:
        send("ok", [["plain", 0, 0.0], []], worker()._number + 1)
