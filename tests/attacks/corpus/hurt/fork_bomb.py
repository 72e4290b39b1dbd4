"""Makes processes that make processes."""
# /// attack
# threat = "fork bomb"
# stopped_by = {confined = "seccomp", sandbox = "seccomp"}
# ///

import os


def fork_without_end():
    for _ in range(50):
        os.fork()


prove(fork_without_end)
