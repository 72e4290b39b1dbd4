"""Start a worker process and watch it from outside: alive or not, how much CPU time, how it ended.

The rung built here is ``process``: a separate process with limits, which is not a defence.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import autograder
from autograder.errors import GraderFault
from autograder.model import Isolation
from autograder.sandbox.limits import WorkerLimits

_PACKAGE_PARENT = str(Path(autograder.__file__).resolve().parent.parent)
# Nothing of our environment reaches student code. Threads are 1: more would be CPU time spent waiting for each other.
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONPATH": _PACKAGE_PARENT,
    "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}  # fmt: skip


class WorkerProcess:
    """One running worker: its wire, its captured output and its clocks."""

    def __init__(self, process: subprocess.Popen[bytes], wire: socket.socket, output_fd: int, scratch: str) -> None:
        self.pid = process.pid
        self.wire = wire
        self.output_fd = output_fd
        self._process = process
        self._scratch = scratch

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        if sys.platform == "win32":
            return self._process.poll() is None
        # Not reaped yet: its clocks can still be read.
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def cpu_s(self) -> float:
        """CPU time of the process so far, in seconds, read from outside; 0 where the system has no such clock."""
        if sys.platform != "linux":
            return 0.0
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # the kernel's clock id for another process
        except OSError:
            return 0.0

    def ending(self) -> str:
        """How the process ended, in words."""
        if self.is_alive():
            return "still runs"
        code = self._process.wait()
        return f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended itself with exit status {code}"

    def close(self) -> None:
        """End the process and its children, and remove what it left. Does nothing the second time."""
        if self.output_fd < 0:
            return
        self.wire.close()
        os.close(self.output_fd)
        self.output_fd = -1
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL) if sys.platform != "win32" else self._process.kill()
        self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)


def start_worker(isolation: Isolation, limits: WorkerLimits) -> WorkerProcess:
    """Start a worker at a rung of isolation.

    Raises
    ------
    GraderFault
        If the process cannot be started, or the rung is not built.
    """
    if isolation is not Isolation.PROCESS:
        raise GraderFault(f"the rung {isolation.value} is not available: use --isolation process")
    ours, theirs = socket.socketpair()
    output_read, output_write = os.pipe()
    scratch = tempfile.mkdtemp(prefix="autograder-")
    arguments = [str(theirs.fileno()), json.dumps(limits.as_dict())]
    try:
        process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-m", "autograder.sandbox.worker", *arguments],
            stdin=subprocess.DEVNULL, stdout=output_write, stderr=output_write, cwd=scratch, env=_ENVIRONMENT,
            pass_fds=[theirs.fileno()], start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise GraderFault(f"a worker could not be started: {error}") from error
    finally:
        theirs.close()
        os.close(output_write)
    os.set_blocking(output_read, False)
    return WorkerProcess(process, ours, output_read, scratch)
