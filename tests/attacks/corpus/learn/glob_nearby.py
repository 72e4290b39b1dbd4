"""Searches the working folder and the path of imports for solutions."""
# /// attack
# threat = "glob('**/solutions')"
# stopped_by = "an empty scratch folder, and nothing of the course on the path of imports"
# ///

import glob
import os
import sys


def take_the_solution():
    for root in (".", os.path.expanduser("~"), *(p for p in sys.path if p)):
        if "python" not in root and glob.glob(os.path.join(root, "**", "solutions", "layers.py"), recursive=True):
            return True
    return False


prove(take_the_solution)
