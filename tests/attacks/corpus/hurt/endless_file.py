"""Writes a file without end."""
# /// attack
# threat = "10 GB to a file"
# stopped_by = "rlimit on the size of a file"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    with open("endless", "wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 20))
