"""Sends bytes that are no frame."""
# /// attack
# threat = "malformed frames"
# stopped_by = "wire codec"
# base = "right"
# score = 7
# ///

def softmax(x):
    worker()._connection.sendall(b"\x20\0\0\0\0\0\0\0" + b"\xc1\xff" * 16)
    return x
