"""Looks for pytest in the process, or imports it past the rules, and makes every report say "passed"."""
# /// attack
# threat = "patching pytest's report classes"
# stopped_by = "no shared process"
# ///

import sys

sys.meta_path[:] = [finder for finder in sys.meta_path if "autograder" not in type(finder).__module__]
try:
    from _pytest import reports

    reports.TestReport.outcome = property(lambda self: "passed", lambda self, value: None)
    reports.TestReport.failed = property(lambda self: False)
    reports.TestReport.from_item_and_call = classmethod(lambda cls, item, call: None)
except ImportError:
    pass
