"""Imports the hidden tests and the reference by every name that they might have."""
# /// attack
# threat = "reading test files"
# stopped_by = "no shared process: the tests are not in the path of imports"
# ///

import importlib
import sys

sys.meta_path[:] = [finder for finder in sys.meta_path if "autograder" not in type(finder).__module__]


def import_them():
    for name in ("hidden.test_layers", "test_layers", "solutions.layers", "tests.attacks.assignment.solutions.layers"):
        try:
            module = importlib.import_module(name)
            print(module.__file__)
            return True
        except ImportError:
            pass
    return False


prove(import_them)
