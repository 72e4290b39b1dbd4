"""Sends deadly signals to its parent, its group and its neighbours."""
# /// attack
# threat = "kill of the parent"
# stopped_by = {confined = "seccomp", sandbox = "pid namespace and seccomp"}
# ///

import os
import signal


def kill_someone():
    for target in (os.getppid(), 0, -os.getpgrp(), *range(2, 2000)):
        try:
            if target != os.getpid():
                os.kill(target, signal.SIGTERM)
                return True
        except OSError:
            pass
    return False


prove(kill_someone)
