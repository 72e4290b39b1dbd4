"""Sends a reply that is nested a hundred thousand deep, by lists and by extensions."""
# /// attack
# threat = "nested frames"
# stopped_by = "wire codec: depth"
# base = "right"
# score = 4
# ///

import struct


def softmax(x):
    header = b"\x91" * 100_000 + b"\xc0"
    worker()._connection.sendall(struct.pack("<II", len(header), 0) + header)
    return x


def trapezoid(f, a, b, n):
    header = b"\x90"
    while len(header) < 1 << 20:
        header = b"\xc9" + struct.pack(">IB", len(header), 1) + b"\x91" + header
    worker()._connection.sendall(struct.pack("<II", len(header), 0) + header)
    return 0.0
