"""The process from which workers are forked: numpy loaded, isolated once, and free of secrets. Linux only.

Refuses nothing of its own accord and knows no submission: it forks, locks, and reports. Whatever fails is answered in
words, and no student code runs then.

Theory of operation
-------------------
``python -s -P -m autograder.sandbox.zygote CONTROL_FD RUNG ENTRY PACKAGE…`` is started by ``zygote_client`` with a
clean environment. It imports the packages and the worker's code, warms them (a fork inherits what is loaded), enters
its rung of isolation, and says so over the control socket: ``{"ready": RUNG}`` or ``{"error": WORDS}``.

A request is one message on the control socket, which several forked graders may share: as JSON the limits, and the
cores to stay on (none means any), with four descriptors: the worker's wire, the writing end of its captured output, its
shared memory (or ``/dev/null``), and a socket for the answers. On that socket come, the first two in either order,

- from the zygote, once it has forked: ``{"pid": N}`` with a pidfd;
- from the worker, once it is locked or could not be: ``{"ready": true}`` or ``{"error": WORDS}``;
- from the zygote, when the worker has ended: ``{"ended": STATUS, "cpu_s": SECONDS}``, a signal as a negative number.

A worker has 0 ``/dev/null``, 1 and 2 the captured output, 3 the wire and nothing else. The zygote ends when its parent
dies or all ends of the control socket are closed, and every worker ends with it.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import runpy
import select
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from autograder.sandbox.isolation import python_files, rungs
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.standins import hide_own_modules

MAX_MESSAGE: Final = 4096
_MAX_WORDS: Final = 300  # so that a message is never cut
_WIRE, _SHARED, _ANSWERS = 3, 4, 5  # descriptors of a worker; the last is closed before student code runs


@dataclass(frozen=True)
class _Child:
    pid: int
    pidfd: int
    answers: int


class _Zygote:
    """Forks a worker for each request and reaps it when it ends."""

    def __init__(self, control: socket.socket, rung: rungs.Rung) -> None:
        self._control = control
        self._rung = rung
        self._children: dict[int, _Child] = {}  # by pidfd
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> bool:
        """Serve until nobody can ask any more (then False). In each worker, returns True: it is locked."""
        try:
            while True:
                for ready, _ in self._poll.poll():
                    if ready in self._children:
                        self._reap(self._children.pop(ready))
                        continue
                    message, descriptors = self._request()
                    if not message:
                        return False
                    if self._answer(message, descriptors) == 0:
                        return True
        finally:
            if self._children:
                self._end_all()

    def _request(self) -> tuple[bytes, list[int]]:
        """The next request with its descriptors; empty once nobody can ask any more."""
        try:
            message, descriptors, *_ = socket.recv_fds(self._control, MAX_MESSAGE, 4, socket.MSG_CMSG_CLOEXEC)
        except ConnectionResetError:  # whoever started this process ended before it was told that it is ready
            return b"", []
        return message, descriptors

    def _answer(self, message: bytes, descriptors: list[int]) -> int:
        """Carry out one request; 0 in the worker, which owns the descriptors from then on."""
        wire, output, shared, answers = descriptors
        pid = -1
        try:
            request = json.loads(message)
            limits = WorkerLimits(**request["limits"])
            pid = self._rung.fork()
            if pid == 0:
                _stay_on(request["cores"])
                self._become_worker(limits, wire, output, shared, answers)
                return 0
            self._watch(pid, answers)
        except OSError as error:
            _send(answers, {"error": f"a worker could not be forked: {error}"})
            os.close(answers)
        for descriptor in (wire, output, shared):
            os.close(descriptor)
        return pid

    def _watch(self, pid: int, answers: int) -> None:
        pidfd = os.pidfd_open(pid)
        self._children[pidfd] = _Child(pid, pidfd, answers)
        self._poll.register(pidfd, select.POLLIN)
        _send(answers, {"pid": self._rung.pid_seen_outside(pid, pidfd)}, pidfd)

    def _reap(self, child: _Child) -> None:
        self._poll.unregister(child.pidfd)
        self._rung.end_what_it_started(child.pid)  # while its process id still means it
        _, status, usage = os.wait4(child.pid, 0)
        self._rung.tidy_after(child.pid)
        spent = usage.ru_utime + usage.ru_stime  # its clock can no longer be read
        _send(child.answers, {"ended": os.waitstatus_to_exitcode(status), "cpu_s": spent})
        os.close(child.answers)
        os.close(child.pidfd)

    def _end_all(self) -> None:
        for child in self._children.values():
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(child.pidfd, signal.SIGKILL)
        for child in self._children.values():
            self._reap(child)

    def _become_worker(self, limits: WorkerLimits, wire: int, output: int, shared: int, answers: int) -> None:
        self._children.clear()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            self._control.detach()  # its number is about to mean something else
            _lay_out(wire, output, shared, answers)
            scratch = self._rung.lock(limits, first_unused=_ANSWERS + 1)
            os.environ.update(HOME=scratch, TMPDIR=scratch)
            os.write(_ANSWERS, b'{"ready": true}')
            os.close(_ANSWERS)
        except BaseException as error:
            os.write(_ANSWERS, json.dumps({"error": f"a worker could not be isolated: {error}"[:_MAX_WORDS]}).encode())
            os._exit(1)


def _stay_on(cores: list[int]) -> None:
    with contextlib.suppress(OSError):  # it saves time, and guards nothing
        if cores:
            os.sched_setaffinity(0, cores)


def _lay_out(wire: int, output: int, shared: int, answers: int) -> None:
    """Give a worker's descriptors their numbers; 0 is ``/dev/null`` already."""
    wire, output, shared, answers = (os.dup(d) for d in (wire, output, shared, answers))  # not among the lowest now
    for descriptor, number in ((output, 1), (output, 2), (wire, _WIRE), (shared, _SHARED), (answers, _ANSWERS)):
        os.dup2(descriptor, number)


def _send(answers: int, message: dict[str, Any], *descriptors: int) -> None:
    # Whoever asked may be gone by now: that is no reason to fail the others.
    with socket.socket(fileno=os.dup(answers)) as connection, contextlib.suppress(OSError):
        socket.send_fds(connection, [json.dumps(message).encode()], list(descriptors), socket.MSG_DONTWAIT)


def _loaded_entry(entry: str) -> Callable[[int], None]:
    """The function that a worker runs: "module:function", or "path/to/file.py:function"."""
    module, _, name = entry.rpartition(":")
    found: Callable[[int], None] = (
        runpy.run_path(module)[name] if module.endswith(".py") else getattr(importlib.import_module(module), name)
    )
    return found


def _warm(packages: list[str]) -> None:
    """Load the packages, and of numpy also what it would load at first use."""
    for package in packages:
        importlib.import_module(package)
    if "numpy" in packages:
        import numpy as np

        for part in ("fft", "linalg", "ma", "polynomial", "random", "testing"):
            importlib.import_module(f"numpy.{part}")
        square = np.random.default_rng(0).normal(size=(64, 64))
        np.linalg.solve(square @ square, square)
        np.fft.fft2(np.einsum("ij,kj->ik", square, square))
        np.sort(square, axis=None)


def main() -> None:
    """Isolate this process and fork workers until nobody can ask for one."""
    control = socket.socket(fileno=int(sys.argv[1]))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # what a worker prints before it crashes is not lost
    rung = rungs.BY_NAME[sys.argv[2]]()
    # Told to end, it ends as if nobody could ask any more. An exception instead could strike while files are removed.
    signal.signal(signal.SIGTERM, lambda *_: control.shutdown(socket.SHUT_RDWR))
    try:
        serve = _loaded_entry(sys.argv[3])
        _warm(sys.argv[4:])
        _forget_our_path()
        rung.enter(python_files.find(sys.argv[4:]))
    except (OSError, NotImplementedError, ImportError) as error:
        _tell(control, {"error": str(error)[:_MAX_WORDS]})
        sys.exit(1)
    hide_own_modules()
    gc.freeze()  # workers leave the shared pages alone then; collecting first would make holes, for them to fill
    _tell(control, {"ready": rung.name})
    is_worker = False
    try:
        is_worker = _Zygote(control, rung).run()
    finally:
        if not is_worker:
            rung.leave()
    if is_worker:
        serve(_WIRE)
        os._exit(0)


def _tell(control: socket.socket, message: dict[str, str]) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody waits any more: what follows notices, and tidies up
        control.send(json.dumps(message).encode())


def _forget_our_path() -> None:
    """Student code is not to import what lies beside this package in a checkout."""
    for folder in os.environ.pop("PYTHONPATH", "").split(os.pathsep):
        while folder and folder in sys.path:
            sys.path.remove(folder)


if __name__ == "__main__":
    main()
