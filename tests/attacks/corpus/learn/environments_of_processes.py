"""Reads the environment of every process."""
# /// attack
# threat = "/proc/*/environ"
# stopped_by = {confined = "Landlock", sandbox = "no /proc"}
# ///

import glob


def read_environments():
    texts = []
    for path in glob.glob("/proc/[0-9]*/environ"):
        with open(path, "rb") as file:
            texts.append(file.read())
    return any(texts)


prove(read_environments)
