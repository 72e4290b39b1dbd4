"""Measure what commands use: CPU time of everything they start, wall time and memory.

Run as a script it is the meter: a process of its own, small, that starts the commands and sums up what they and all
their descendants used. A descendant whose parent went before it is counted too. It imports the standard library alone,
for a process cannot use less memory than the one it was started from.
"""

import contextlib
import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

# More threads would be CPU time spent waiting for each other; the same for every tool.
ENVIRONMENT: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
LOG: Final = "bench.log"  # in a command's folder: what it printed

_PR_SET_CHILD_SUBREAPER: Final = 36
_LOOK_S: Final = 0.02


@dataclass(frozen=True)
class Command:
    """A program to run: its arguments, the folder it runs in, and what its environment has besides ours."""

    arguments: Sequence[str]
    folder: str
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Usage:
    """What commands used, together."""

    cpu_s: float  # user and system, of all processes
    wall_s: float
    peak_mib: float  # resident memory of the largest process
    trusted_mib: float = 0.0  # of the first command and its largest child: the most that each held, added up


def measure(commands: Sequence[Command], jobs: int = 1, *, watch: bool = False) -> Usage:
    """Run commands, some at a time, and sum up what they used.

    Parameters
    ----------
    commands : sequence of Command
        Their exit codes are not looked at; what they print goes to ``bench.log`` in their folder.
    jobs : int
        How many run at once.
    watch : bool
        Look at the memory of the first command and its children while it runs. That takes time of its own.
    """
    order = {"commands": [asdict(c) for c in commands], "jobs": jobs, "watch": watch}
    done = subprocess.run(
        [sys.executable, "-P", __file__], input=json.dumps(order), capture_output=True, text=True, check=True
    )
    return Usage(**json.loads(done.stdout))


def _meter(order: dict[str, Any]) -> Usage:
    if sys.platform == "linux":  # orphans become our children, so that they are counted
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    watch = _Watch() if order["watch"] else None
    started = time.perf_counter()
    with ThreadPoolExecutor(order["jobs"]) as pool:
        list(pool.map(lambda command: _run(command, watch), order["commands"]))
    wall_s = time.perf_counter() - started
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Usage(
        cpu_s=used.ru_utime + used.ru_stime,
        wall_s=wall_s,
        peak_mib=used.ru_maxrss / (1 << 10),
        trusted_mib=watch.peak_mib() if watch else 0.0,
    )


def _run(command: dict[str, Any], watch: "_Watch | None") -> None:
    with open(Path(command["folder"], LOG), "wb") as log:
        process = subprocess.Popen(
            command["arguments"], cwd=command["folder"], env=os.environ | ENVIRONMENT | command["environment"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    if watch:
        watch.begin(process.pid)
    process.wait()


class _Watch:
    """Looks at a process and its children again and again: the kernel remembers the most that each has held."""

    def __init__(self) -> None:
        self._own_mib = 0.0
        self._child_mib = 0.0

    def begin(self, pid: int) -> None:
        """Watch a process until it is gone."""
        threading.Thread(target=self._look, args=(pid,), daemon=True).start()

    def peak_mib(self) -> float:
        """The most that the process held, and the most that one of its children held."""
        return self._own_mib + self._child_mib

    def _look(self, pid: int) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._own_mib = max(self._own_mib, _most_held_mib(pid))
                for children in Path(f"/proc/{pid}/task").glob("*/children"):
                    for child in children.read_text().split():
                        with contextlib.suppress(OSError):
                            self._child_mib = max(self._child_mib, _most_held_mib(int(child)))
                time.sleep(_LOOK_S)


def _most_held_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / (1 << 10)
    raise ProcessLookupError(pid)  # it has ended


if __name__ == "__main__":
    print(json.dumps(asdict(_meter(json.load(sys.stdin)))))
