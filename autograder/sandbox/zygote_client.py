"""Start a zygote and ask it for workers. Used by the suite's process and by the graders forked from it. Linux only.

Runs no student code and takes nothing from a worker but its existence: how it lives, and how it ended.
"""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Final, Self

from autograder.errors import GraderFault
from autograder.sandbox.isolation.start import python_command, python_environment
from autograder.sandbox.limits import WorkerLimits, ending_in_words
from autograder.sandbox.zygote import MAX_MESSAGE

_START_PATIENCE_S: Final = 60.0
_SPAWN_PATIENCE_S: Final = 30.0
_END_PATIENCE_S: Final = 5.0
WORKER_ENTRY: Final = "autograder.sandbox.worker:serve"


class ZygoteWorker:
    """A worker seen from outside. Works the same in whichever process asked for it."""

    def __init__(self, pid: int, pidfd: int, answers: socket.socket) -> None:
        self.pid = pid
        self.pidfd = pidfd
        self._answers = answers
        self._poll = select.poll()
        self._poll.register(pidfd, select.POLLIN)
        self._ended: dict[str, Any] = {}

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the worker has ended; False if it still runs when the time is over. None waits for ever."""
        return bool(self._poll.poll(None if timeout_s is None else timeout_s * 1000))

    def is_alive(self) -> bool:
        """Whether the worker still runs."""
        return not self.wait(0)

    def kill(self) -> None:
        """End the worker, and with it all that it started. Nothing happens if it has ended."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def cpu_s(self) -> float:
        """CPU time of the worker so far, or in all if it has ended, in seconds."""
        if self.is_alive():
            with contextlib.suppress(OSError):  # it ended just now
                return time.clock_gettime((~self.pid << 3) | 2)  # the kernel's clock id for another process
        return float(self._how_it_ended().get("cpu_s", 0.0))

    def exit_code(self) -> int | None:
        """How it ended: an exit status, or minus a signal; None while it runs, or if the zygote died before it."""
        code: int | None = self._how_it_ended().get("ended")
        return code

    def ending(self) -> str:
        """How it ended, in words."""
        if self.is_alive():
            return "still runs"
        code = self.exit_code()
        if code is None:
            return "ended with the zygote"
        return ending_in_words(code)

    def _how_it_ended(self) -> dict[str, Any]:
        """The zygote's last message about it; empty while it runs, or if the zygote died before it."""
        if not self._ended and not self.is_alive():
            with contextlib.suppress(GraderFault):
                self._ended, _ = _receive(self._answers, _END_PATIENCE_S)
        return self._ended

    def close(self) -> None:
        """End the worker, wait for that, and give its descriptors back."""
        if self.pidfd < 0:
            return
        self.kill()
        self.wait(_END_PATIENCE_S)
        self._poll.unregister(self.pidfd)  # its number may soon mean something else
        os.close(self.pidfd)
        self._answers.close()
        self.pidfd = -1


class Zygote:
    """A running zygote, which can be asked by this process and by its forks."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, rung: str) -> None:
        """Use ``Zygote.start`` or ``Zygote.begin``."""
        self.rung = rung
        self._process = process
        self._control = control
        self._owner = os.getpid()

    @classmethod
    def start(cls, rung: str, *, packages: Sequence[str] = ("numpy",), entry: str = WORKER_ENTRY) -> Self:
        """Begin one, and wait until it is ready."""
        zygote = cls.begin(rung, packages=packages, entry=entry)
        zygote.wait_until_ready()
        return zygote

    @classmethod
    def begin(cls, rung: str, *, packages: Sequence[str] = ("numpy",), entry: str = WORKER_ENTRY) -> Self:
        """Start a zygote at a rung of isolation ("sandbox", "confined" or "process"), and do not wait for it.

        The zygote ends with the thread that called this.

        Parameters
        ----------
        packages
            What workers can import besides the standard library, by import names, dependencies included.
        entry
            The function that a worker runs: "module:function", or "path/to/file.py:function".
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            process = subprocess.Popen(
                [*python_command("autograder.sandbox.zygote"), str(theirs.fileno()), rung, entry, *packages],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=python_environment(),
                pass_fds=[theirs.fileno()], start_new_session=True,
            )  # fmt: skip
        return cls(process, ours, rung)

    def wait_until_ready(self) -> None:
        """Wait until it is isolated; to be called once, before it is asked for a worker.

        Raises
        ------
        GraderFault
            If the machine does not offer the rung, or a package is not installed. It has ended then.
        """
        try:
            _receive(self._control, _START_PATIENCE_S)
        except GraderFault as fault:
            self.close()
            raise GraderFault(f"isolation {self.rung!r} cannot be had here ({fault}): see autograder doctor") from None

    def spawn(self, limits: WorkerLimits, wire_fd: int, output_fd: int, shared_fd: int | None = None) -> ZygoteWorker:
        """Fork a worker and wait until it is locked.

        Parameters
        ----------
        wire_fd, output_fd : int
            The worker's end of a stream socket, and the writing end of a pipe. The caller closes its own copies.
        shared_fd : int, optional
            Memory shared with the worker (``shared.make_shared_memory``).

        Raises
        ------
        GraderFault
            If the zygote is gone or the worker could not be isolated: nothing of the student's has run then.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        message: dict[str, Any] = {}
        received: list[int] = []
        try:
            with theirs:
                request = json.dumps({"limits": limits.as_dict(), "cores": _own_cores()}).encode()
                with open(os.devnull, "rb") as nothing:
                    shared = nothing.fileno() if shared_fd is None else shared_fd
                    socket.send_fds(self._control, [request], [wire_fd, output_fd, shared, theirs.fileno()])
            deadline = time.monotonic() + _SPAWN_PATIENCE_S
            while not message.keys() >= {"pid", "ready"}:  # the zygote's and the worker's, in either order
                part, descriptors = _receive(ours, deadline - time.monotonic(), descriptors=1)
                message |= part
                received += descriptors
        except (OSError, GraderFault) as error:
            ours.close()
            for descriptor in received:
                os.close(descriptor)
            raise GraderFault(f"a worker could not be started: {error}") from error
        return ZygoteWorker(message["pid"], received[0], ours)

    def is_alive(self) -> bool:
        """Whether the zygote still runs: its end of the control socket is open."""
        poll = select.poll()
        poll.register(self._control, 0)  # only that it was closed
        return not poll.poll(0)

    def close(self) -> None:
        """End the zygote and all its workers. In a fork of the process that started it, only let go of it."""
        self._control.close()
        if self._owner != os.getpid():
            return
        self._process.terminate()
        try:
            self._process.wait(_END_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _own_cores() -> list[int]:
    """Where the worker is to stay: with who asks for it, if that stays on one core; else anywhere."""
    cores = os.sched_getaffinity(0)
    return list(cores) if len(cores) == 1 else []


def _receive(connection: socket.socket, timeout_s: float, *, descriptors: int = 0) -> tuple[dict[str, Any], list[int]]:
    """One message of the zygote or of a worker that is not running student code yet.

    Raises
    ------
    GraderFault
        If it reports an error, or nothing comes in time.
    """
    connection.settimeout(max(timeout_s, 0.001))
    try:
        text, received, *_ = socket.recv_fds(connection, MAX_MESSAGE, descriptors, socket.MSG_CMSG_CLOEXEC)
    except TimeoutError:
        raise GraderFault(f"the zygote did not answer within {timeout_s:.0f} s") from None
    if not text:
        raise GraderFault("the zygote, or the worker before it was locked, died without a word")
    message = json.loads(text)
    if "error" in message:
        raise GraderFault(message["error"])
    return message, received
