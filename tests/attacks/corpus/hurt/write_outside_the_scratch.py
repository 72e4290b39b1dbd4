"""Writes where other programs look: temporary folders, Python's own files, the home."""
# /// attack
# threat = "writing result.json, results.xml, the gradebook"
# stopped_by = {confined = "Landlock", sandbox = "read-only root"}
# ///

import os
import sys


def write():
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/", os.path.dirname(os.__file__), os.path.dirname(np.__file__)):
        try:
            with open(os.path.join(folder, "autograder-attack-file"), "w") as file:
                file.write("left behind")
            return True
        except OSError:
            pass
    return False


prove(write)
