"""Which core a grader works on. Where a system does not let programs choose (macOS, Windows), nothing happens."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator


def stay_on_one_core(slot: int, most: int) -> None:
    """Keep this process, and the workers that it asks for, on one of the cores that it may use.

    Graders that are as many as the cores share them evenly. Fewer stay where the kernel has just put them, which knows
    what else is busy.

    Parameters
    ----------
    slot : int
        The number of this grader among those that run now.
    most : int
        How many run at once.
    """
    if sys.platform != "linux":
        return
    cores = sorted(os.sched_getaffinity(0))
    core = cores[slot % len(cores)] if most >= len(cores) else ctypes.CDLL(None).sched_getcpu()
    with contextlib.suppress(OSError):  # it is worth time, not a submission's grade
        os.sched_setaffinity(0, {core})


@contextlib.contextmanager
def on_one_core() -> Iterator[None]:
    """Stay on one core for a while."""
    if sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    stay_on_one_core(0, 0)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, before)
