"""Writes every file by which some grader says what was scored."""
# /// attack
# threat = "writing result.json, results.xml, the gradebook"
# stopped_by = "no shared process: no file of a worker is read"
# ///

import json
import os
import sqlite3

PASSED = {"score": 10, "max_score": 10, "status": "passed", "tests": [{"score": 10, "max_score": 10}]}

for folder in (".", "results", "feedback", "autograder/results"):
    try:
        os.makedirs(folder, exist_ok=True)
        for name in ("result.json", "results.json", "summary.json"):
            with open(os.path.join(folder, name), "w") as file:
                json.dump(PASSED, file)
        with open(os.path.join(folder, "results.xml"), "w") as file:
            file.write('<testsuite tests="10" failures="0"/>')
    except OSError:
        pass
try:
    with sqlite3.connect("gradebook.sqlite") as gradebook:
        gradebook.execute("create table scores (name, score)")
        gradebook.execute("insert into scores values ('me', 10)")
except Exception:
    pass
