"""Calls the kernel directly: namespaces, mounts, tracing, keys, shared memory, other processes' memory."""
# /// attack
# threat = "fork bomb"
# stopped_by = {confined = "seccomp", sandbox = "seccomp"}
# ///

import ctypes
import platform

NUMBERS = {"x86_64": (101, 165, 169, 250, 272, 298, 310, 319, 321, 425, 428), "aarch64": (117, 40, 142, 219, 97, 241, 270)}


def call_them():
    library = ctypes.CDLL(None, use_errno=True)
    return any(library.syscall(number, 0, 0, 0, 0, 0) >= 0 for number in NUMBERS[platform.machine()])


prove(call_them)
