"""Reads the hidden tests from the disk, by the folders of all processes."""
# /// attack
# threat = "reading test files"
# stopped_by = {confined = "Landlock", sandbox = "a root with Python alone"}
# ///

import glob
import os


def read_tests():
    for link in glob.glob("/proc/[0-9]*/cwd"):
        for path in glob.glob(os.path.join(os.path.realpath(link), "**", "test_layers.py"), recursive=True):
            with open(path) as file:
                return len(file.read()) > 0
    return False


prove(read_tests)
