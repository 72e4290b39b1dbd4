"""Start workers, and watch each from outside: alive or not, how much CPU time, how it ended.

Runs no student code. On Linux workers are forks of a zygote, at any rung of isolation; elsewhere, and where it is asked
for, each is a process started on its own, at the rung ``process`` alone.
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
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import GraderFault
from autograder.model import Isolation
from autograder.sandbox.isolation.scratch import remove_scratch
from autograder.sandbox.isolation.start import python_command, python_environment
from autograder.sandbox.limits import MIB, WorkerLimits, ending_in_words
from autograder.sandbox.shared import SHARED_BYTES, SharedBodies, make_shared_memory

if sys.platform == "linux":
    from autograder.sandbox.isolation.memory_group import MemoryGroup, MemoryGroups
    from autograder.sandbox.zygote_client import Zygote, ZygoteWorker


class WorkerProcess(ABC):
    """One running worker: its wire, its captured output, its clock and its end."""

    def __init__(self, wire: socket.socket, output_fd: int, shared_fd: int = -1) -> None:
        self.wire = wire
        self.shared = SharedBodies(shared_fd, is_worker=False) if shared_fd >= 0 else None
        self._shared_fd = shared_fd
        self.output_fd = output_fd  # read without blocking
        self._is_open = True

    @abstractmethod
    def is_alive(self) -> bool:
        """Whether the process still runs."""

    @abstractmethod
    def cpu_s(self) -> float:
        """CPU time of the process so far, in seconds, read from outside; 0 where the system has no such clock."""

    @abstractmethod
    def ending(self) -> str:
        """How the process ended, in words."""

    def had_too_little_memory(self) -> bool:
        """Whether the kernel ended it for want of memory, where the kernel tells."""
        return False

    @abstractmethod
    def _end(self) -> None:
        """End the process and remove what it left."""

    def close(self) -> None:
        """End the process with all that it started, and remove what it left. Does nothing the second time."""
        if self._is_open:
            self._is_open = False
            self.wire.close()
            self._end()
            os.close(self.output_fd)
            if self._shared_fd >= 0:
                os.close(self._shared_fd)


class Launcher(ABC):
    """Starts workers at one rung of isolation."""

    isolation: Isolation

    @abstractmethod
    def wait_until_ready(self) -> None:
        """Wait for what stands behind it; to be called once, before the first worker is started.

        Raises
        ------
        GraderFault
            If this machine does not offer the rung.
        """

    @abstractmethod
    def start(self, limits: WorkerLimits) -> WorkerProcess:
        """Start a worker.

        Raises
        ------
        GraderFault
            If that fails: nothing of the student's has run then.
        """

    @abstractmethod
    def is_alive(self) -> bool:
        """Whether workers can still be started."""

    @abstractmethod
    def close(self) -> None:
        """End what stands behind it; in a fork of the process that made it, only let go of it."""


def make_launcher(isolation: Isolation, packages: Sequence[str], *, portable: bool = False) -> Launcher:
    """A launcher for a rung, which gets ready while other things are done.

    Parameters
    ----------
    packages : import names
        What workers can import besides the standard library.
    portable : bool
        Start each worker on its own, as on systems without fork.

    Raises
    ------
    GraderFault
        If this system has no such rung.
    """
    if sys.platform == "linux" and not portable:
        return _ZygoteLauncher(isolation, packages)
    if isolation is not Isolation.PROCESS:
        raise GraderFault(f"isolation {isolation.value!r} needs Linux: say --isolation process")
    return _SpawnLauncher()


if sys.platform == "linux":

    class _ZygoteLauncher(Launcher):
        def __init__(self, isolation: Isolation, packages: Sequence[str]) -> None:
            self.isolation = isolation
            self._zygote = Zygote.begin(isolation.value, packages=sorted({"numpy", *packages}))
            self._owner = os.getpid()
            self._groups = MemoryGroups.find()

        def wait_until_ready(self) -> None:
            self._zygote.wait_until_ready()

        def start(self, limits: WorkerLimits) -> WorkerProcess:
            ours, theirs = socket.socketpair()
            output_read, output_write = os.pipe()
            shared = make_shared_memory()
            try:
                worker = self._zygote.spawn(limits, theirs.fileno(), output_write, shared)
            except GraderFault:
                ours.close()
                os.close(shared)
                os.close(output_read)
                raise
            finally:
                theirs.close()
                os.close(output_write)
            os.set_blocking(output_read, False)
            return _ForkedWorker(ours, output_read, shared, worker, self._group_of(worker, limits))

        def _group_of(self, worker: ZygoteWorker, limits: WorkerLimits) -> MemoryGroup | None:
            """A group for a worker that runs no student code yet, where there are groups."""
            if self._groups is None:
                return None
            try:
                group = self._groups.make((limits.memory_mib + limits.scratch_mib) * MIB + SHARED_BYTES)
            except OSError:  # all else bounds it still
                return None
            try:
                group.add(worker.pid)
            except OSError:
                group.remove()
                return None
            return group

        def is_alive(self) -> bool:
            return self._zygote.is_alive()

        def close(self) -> None:
            self._zygote.close()
            if self._groups is not None and self._owner == os.getpid():
                self._groups.close()

    class _ForkedWorker(WorkerProcess):
        def __init__(
            self, wire: socket.socket, output_fd: int, shared_fd: int, worker: ZygoteWorker, group: MemoryGroup | None
        ) -> None:
            super().__init__(wire, output_fd, shared_fd)
            self._worker = worker
            self._group = group

        def is_alive(self) -> bool:
            return self._worker.is_alive()

        def cpu_s(self) -> float:
            return self._worker.cpu_s()

        def ending(self) -> str:
            return self._worker.ending()

        def had_too_little_memory(self) -> bool:
            return self._group is not None and self._group.had_too_little()

        def _end(self) -> None:
            self._worker.close()
            if self._group is not None:
                self._group.remove()


class _SpawnLauncher(Launcher):
    isolation = Isolation.PROCESS

    def wait_until_ready(self) -> None:
        pass

    def start(self, limits: WorkerLimits) -> WorkerProcess:
        ours, theirs = socket.socketpair()
        folder = Path(tempfile.mkdtemp(prefix="autograder-"))
        scratch = folder / "scratch"
        scratch.mkdir()
        command = [*python_command("autograder.sandbox.worker"), str(theirs.fileno()), json.dumps(limits.as_dict())]
        theirs.set_inheritable(True)
        try:
            # A file and not a pipe: not every system can read a pipe without blocking.
            with open(folder / "output", "wb") as output:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    cwd=scratch,
                    env={**python_environment(), "HOME": str(scratch), "TMPDIR": str(scratch)},
                    close_fds=sys.platform != "win32",
                    pass_fds=[] if sys.platform == "win32" else [theirs.fileno()],
                    start_new_session=True,
                )
            return _SpawnedWorker(ours, os.open(folder / "output", os.O_RDONLY), process, folder)
        except OSError as error:
            ours.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise GraderFault(f"a worker could not be started: {error}") from error
        finally:
            theirs.close()

    def is_alive(self) -> bool:
        return True

    def close(self) -> None:
        pass


class _SpawnedWorker(WorkerProcess):
    def __init__(self, wire: socket.socket, output_fd: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
        super().__init__(wire, output_fd)
        self._process = process
        self._folder = folder

    def is_alive(self) -> bool:
        if sys.platform == "win32":
            return self._process.poll() is None
        # Not reaped yet: its clock can still be read.
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def cpu_s(self) -> float:
        if sys.platform != "linux":
            return 0.0
        return time.clock_gettime((~self._process.pid << 3) | 2)  # the kernel's clock id for another process

    def ending(self) -> str:
        if self.is_alive():
            return "still runs"
        ended = os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT) if sys.platform != "win32" else None
        if ended is None:
            return ending_in_words(self._process.wait())
        return ending_in_words(ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status)

    def _end(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        remove_scratch(self._folder)
