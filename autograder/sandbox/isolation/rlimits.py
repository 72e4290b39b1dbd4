"""The resource limits of a worker that is locked in: those of every worker, and what only isolation can add.

What a breach looks like from within: memory → ``MemoryError``; one file → ``OSError`` EFBIG; descriptors → ``OSError``
EMFILE; threads → ``RuntimeError`` "can't start new thread"; CPU time → SIGKILL, a second after the limit.
"""

import resource
from typing import Final

from autograder.sandbox.limits import WorkerLimits, apply_rlimits

MAX_THREADS: Final = 64


def restrict(limits: WorkerLimits, *, count_threads: bool) -> None:
    """Limit this process for good.

    With ``count_threads``, threads too: only for a process that is alone under its user id (in its user namespace), and
    never for id 0 outside, for which the kernel does not count.
    """
    apply_rlimits(limits)
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
    resource.setrlimit(resource.RLIMIT_MSGQUEUE, (0, 0))
    if count_threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (MAX_THREADS, MAX_THREADS))
