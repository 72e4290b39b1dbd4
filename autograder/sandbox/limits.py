"""The limits of a worker as numbers, and how a process takes the ones that the kernel keeps.

CPU and wall time of a test are not kept here: the trusted side measures them from outside.
"""

import signal
import sys
from dataclasses import asdict, dataclass
from typing import Any, Final

MIB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What the kernel enforces on a worker for all its life."""

    memory_mib: int = 768  # address space
    scratch_mib: int = 64  # the largest file, and the whole scratch folder where it is a file system of its own
    cpu_s: int = 600  # a backstop, far above the budget of any test

    def as_dict(self) -> dict[str, Any]:
        """The limits as plain values, to be sent to another process."""
        return asdict(self)


def ending_in_words(code: int) -> str:
    """How a process ended, from its exit status, or minus the signal that ended it."""
    if code >= 0:
        return f"ended itself with exit status {code}"
    try:
        return f"ended by {signal.Signals(-code).name}"
    except ValueError:  # a real-time signal has a number alone
        return f"ended by signal {-code}"


def apply_rlimits(limits: WorkerLimits) -> None:
    """Set the resource limits of this process. On a system without them (Windows) nothing is limited.

    NPROC is left to the isolation rungs: at this one it would count the user's other processes too.
    """
    if sys.platform == "win32":
        return
    import resource

    memory = limits.memory_mib * MIB
    wanted = {
        resource.RLIMIT_CPU: (limits.cpu_s, limits.cpu_s + 1),
        resource.RLIMIT_FSIZE: (limits.scratch_mib * MIB,) * 2,
        resource.RLIMIT_NOFILE: (64, 64),
        resource.RLIMIT_CORE: (0, 0),
    }
    if sys.platform == "linux":
        wanted[resource.RLIMIT_AS] = (memory, memory)  # macOS refuses it
    for name, pair in wanted.items():
        resource.setrlimit(name, pair)
