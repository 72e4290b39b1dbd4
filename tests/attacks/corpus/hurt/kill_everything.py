"""Sends a deadly signal to every process that it may."""
# /// attack
# threat = "kill(-1)"
# stopped_by = {confined = "seccomp", sandbox = "pid namespace and seccomp"}
# ///

import os
import signal

prove(lambda: os.kill(-1, signal.SIGKILL))
