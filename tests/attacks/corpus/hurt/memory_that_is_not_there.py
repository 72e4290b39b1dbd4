"""Announces bodies that lie in a shared memory, longer than it is, or shorter than what the header says."""
# /// attack
# threat = "oversized frames"
# stopped_by = "wire codec: lengths are checked before memory is taken"
# base = "right"
# score = 4
# ///

import struct


def softmax(x):
    worker()._connection.sendall(struct.pack("<II", 5, 0x80000000 | (200 << 20)) + b"\x93\1\2\3\4")
    return x


def trapezoid(f, a, b, n):
    header = b"".join(wire().encode([worker()._number, "ok", [["plain", 1, np.zeros(50_000)], []]]))[8:200]
    worker()._connection.sendall(struct.pack("<II", len(header), 0x80000008) + header)
    return 0.0
