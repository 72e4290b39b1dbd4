"""Reads whatever file the process was born with."""
# /// attack
# threat = "inherited descriptors"
# stopped_by = "a worker inherits its output and its wire alone"
# ///

import os
import stat


def read_inherited():
    for descriptor in range(64):
        try:
            kind = os.fstat(descriptor).st_mode
        except OSError:
            continue
        if stat.S_ISREG(kind) or stat.S_ISDIR(kind):
            return True
    return False


prove(read_inherited)
