"""Reads whatever file or folder the process was born with."""
# /// attack
# threat = "inherited descriptors"
# stopped_by = "a worker inherits its output, its wire and the memory that belongs to it alone"
# ///

import os
import stat


def read_inherited():
    for descriptor in range(64):
        try:
            found = os.fstat(descriptor)
        except OSError:
            continue
        if stat.S_ISDIR(found.st_mode) or (stat.S_ISREG(found.st_mode) and found.st_nlink):  # memory has no name
            return True
    return False


prove(read_inherited)
