"""Lists the open files of all processes."""
# /// attack
# threat = "/proc/self/fd"
# stopped_by = {confined = "Landlock", sandbox = "no /proc"}
# ///

import glob
import os


def list_descriptors():
    return any(os.readlink(path) for path in glob.glob("/proc/*/fd/*"))


prove(list_descriptors)
