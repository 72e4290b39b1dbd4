"""Starts a program by every way that Python knows."""
# /// attack
# threat = "fork bomb"
# stopped_by = {confined = "seccomp", sandbox = "seccomp"}
# ///

import ctypes
import os
import subprocess


def start_one():
    library = ctypes.CDLL(None)
    ways = (
        lambda: subprocess.run(["/bin/true"], check=True),
        lambda: os.posix_spawn("/bin/true", ["true"], {}),
        lambda: library.vfork() >= 0 or 1 / 0,
        lambda: library.syscall(435, 0, 0) >= 0 or 1 / 0,  # clone3
        lambda: os.system("true") == 0 or 1 / 0,
    )
    for way in ways:
        try:
            way()
            return True
        except (OSError, ZeroDivisionError, subprocess.SubprocessError):
            pass
    return False


prove(start_one)
