"""Announces a reply of eight gigabytes."""
# /// attack
# threat = "oversized frames"
# stopped_by = "wire codec: lengths are checked before memory is taken"
# base = "right"
# score = 7
# ///

import struct


def softmax(x):
    worker()._connection.sendall(struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
    return x
