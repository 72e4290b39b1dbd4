"""Searches the file system for the solutions and takes the answers from there."""
# /// attack
# threat = "glob('**/solutions')"
# stopped_by = {confined = "Landlock", sandbox = "a root with Python alone"}
# ///

import glob
import os
import sys


def take_the_solution():
    roots = {os.path.realpath(p) for p in (".", "..", *sys.path, *glob.glob("/proc/[0-9]*/cwd")) if p}
    for root in roots | {"/home", "/root", "/srv", "/tmp", "/opt"}:
        for path in glob.glob(os.path.join(root, "**", "solutions", "layers.py"), recursive=True):
            with open(path) as file:
                exec(file.read(), sys.modules["layers"].__dict__)
            return True
    return False


prove(take_the_solution)
