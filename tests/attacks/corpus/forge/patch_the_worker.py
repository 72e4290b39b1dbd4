"""Replaces what describes results in the worker, so that every reply claims success."""
# /// attack
# threat = "patching pytest's report classes"
# stopped_by = "no shared process: a worker knows no test and no score"
# ///

served = worker()
served._describe = lambda value, **k: ["plain", 0, {"passed": True, "score": 10.0}]
served._describe_error = lambda error: {"class": "Passed", "builtin": "Passed", "text": "passed", "frames": []}
