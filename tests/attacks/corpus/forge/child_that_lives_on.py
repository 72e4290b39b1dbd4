"""Leaves a process behind, in a session of its own, that writes results once the grader is done."""
# /// attack
# threat = "a child that lives on and rewrites files later"
# stopped_by = {confined = "seccomp", sandbox = "seccomp"}
# ///

import os
import time


def leave_a_child():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(30)
            with open("/tmp/autograder-attack-child", "w") as file:
                file.write("still here")
        os._exit(0)


prove(leave_a_child)
