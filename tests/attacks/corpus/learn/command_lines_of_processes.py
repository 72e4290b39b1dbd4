"""Reads the command line of every process."""
# /// attack
# threat = "/proc/*/cmdline"
# stopped_by = {confined = "Landlock", sandbox = "no /proc"}
# ///

import glob


def read_command_lines():
    texts = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        with open(path, "rb") as file:
            texts.append(file.read())
    return any(texts)


prove(read_command_lines)
