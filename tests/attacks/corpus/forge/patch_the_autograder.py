"""Imports the grader past the rules, if it is within reach, and makes its judge lenient."""
# /// attack
# threat = "patching pytest's report classes"
# stopped_by = "no shared process"
# ///

import sys

sys.meta_path[:] = [finder for finder in sys.meta_path if "autograder" not in type(finder).__module__]
try:
    from autograder import model
    from autograder.grading import comparing, judge

    judge._status = lambda *a: model.Status.PASSED
    comparing.compare = lambda *a, **k: []
except ImportError:
    pass
