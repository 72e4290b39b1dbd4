"""Opens the memory of the parent process."""
# /// attack
# threat = "/proc/*/environ"
# stopped_by = {confined = "seccomp and Landlock", sandbox = "no /proc"}
# ///

import os


def open_memory():
    with open(f"/proc/{os.getppid()}/mem", "rb") as memory:
        return memory.readable()


prove(open_memory)
