"""Looks for the folder of results through the processes of the grader and rewrites it."""
# /// attack
# threat = "writing result.json, results.xml, the gradebook"
# stopped_by = {confined = "Landlock", sandbox = "pid and mount namespaces"}
# ///

import glob
import os


def rewrite():
    written = 0
    for link in glob.glob("/proc/[0-9]*/cwd"):
        for path in glob.glob(os.path.join(os.path.realpath(link), "**", "result.json"), recursive=True):
            with open(path, "r+") as file:
                text = file.read().replace('"failed"', '"passed"')
                file.seek(0)
                file.write(text)
            written += 1
    return written > 0


prove(rewrite)
