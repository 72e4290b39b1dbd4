"""Begins a reply and ends the process in the middle of it."""
# /// attack
# threat = "truncated frames"
# stopped_by = "wire codec"
# base = "right"
# score = 7
# ///

import os
import struct


def softmax(x):
    worker()._connection.sendall(struct.pack("<II", 100, 100) + b"half")
    os._exit(0)
