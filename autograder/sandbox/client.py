"""The trusted end of the wire: one submission in a worker, its budgets, its output and its replacement.

Whatever the worker does becomes an outcome of the student's; it cannot make an exception of another kind here.

Theory of operation
-------------------
A ``Client`` holds one submission. ``begin`` opens a test with a fresh budget and, if the worker before was lost, with a
fresh worker into which the submission is loaded again. ``request`` sends one message and waits for its reply; while it
waits it drains the worker's output, reads its clocks and looks whether it lives. Once a worker is lost, every further
request of the same test raises the same error, so that a test which swallows exceptions gains nothing.
"""

import os
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeVar

from autograder.errors import StudentError
from autograder.model import Status
from autograder.sandbox import wire
from autograder.sandbox.launch import Launcher, WorkerProcess
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.raised import SubmissionRaised, as_exception
from autograder.sandbox.shared import split_mark

_SLICE_S: Final = 0.02  # how often clocks and output are looked at while waiting for a reply
_SLICE_US: Final = int(_SLICE_S * 1e6)
_DONT_WAIT: Final = getattr(socket, "MSG_DONTWAIT", 0)  # Windows has none; its sends may block
_RELOADS: Final = 8  # statements that may exhaust the budget of loading before the submission counts as unloadable
_READ_BYTES: Final = 64 << 10
MAX_CALLBACKS: Final = 1_000_000  # in one test
MAX_RECEIVED_BYTES: Final = 1 << 30  # in one test: all of it could be kept on this side
MAX_STATEMENTS: Final = 1 << 20
_FREED_AT_ONCE: Final = 10_000  # results that one request tells of
MAX_DEPTH: Final = 30  # calls of the submission within calls of the test's functions, and so on

T = TypeVar("T")


class WorkerLostError(StudentError):
    """The worker ran out of its budget, died or answered nonsense.

    ``may_pass`` says that a busy machine, or the kernel short of memory, could have been the cause: it counts only if
    it recurs.
    """

    def __init__(self, status: Status, message: str, may_pass: bool = False) -> None:
        super().__init__(status, message, may_pass)
        self.status = status
        self.message = message
        self.may_pass = may_pass

    def __str__(self) -> str:
        return self.message


class MissingNameError(StudentError):
    """The submission does not define a name that a test asks for."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one test, or loading, may use of the worker."""

    wall_s: float
    cpu_s: float
    output_bytes: int = 64 << 10


@dataclass(frozen=True, slots=True)
class Code:
    """A submission's code and what it may import."""

    module: str
    chunks: tuple[tuple[str, str], ...]
    imports: tuple[str, ...] = ("numpy",)
    display: tuple[str, ...] = ()


@dataclass(slots=True)
class Output:
    """What student code printed: the first part, and whether there was more."""

    limit_bytes: int
    kept: bytearray = field(default_factory=bytearray)
    was_cut: bool = False

    def add(self, text: bytes) -> None:
        """Keep what still fits."""
        room = self.limit_bytes - len(self.kept)
        self.kept += text[:room]
        self.was_cut |= len(text) > room

    def text(self) -> str:
        """The kept part as text, marked where it was cut."""
        text = self.kept.decode("utf-8", "replace")
        return f"{text}\n… (output over {self.limit_bytes >> 10} KiB was dropped)" if self.was_cut else text


class Client:
    """One submission in a worker of its own."""

    def __init__(self, code: Code, launcher: Launcher, limits: WorkerLimits, loading: Budget) -> None:
        self._launcher = launcher
        self.problems: list[tuple[str, int, str, str]] = []  # statements passed over: chunk, line, class, text
        self.loading_output = ""
        self.on_callback: Callable[[list[Any], list[Any]], Any] = _refuse_callback
        self.generation = 0  # counts workers: each numbers its results from 1
        self._freed: list[int] = []  # results that no test holds any more; told with the next request
        self._code = code
        self._lines = {name: source.count("\n") + 1 for name, source in code.chunks}
        self._limits = limits
        self._loading = loading
        self._skip: set[int] = set()
        self._worker: WorkerProcess | None = None
        self._lost: WorkerLostError | None = None
        self._unloadable: WorkerLostError | None = None
        self._loaded = False
        self._number = 0
        self._output = Output(0)
        self._functions: list[Any] = []  # of the test, callable by student code
        self._seed: int | None = None  # of a test that has not made a request yet
        self._callbacks = 0
        self._depth = 0
        self._open_account(loading)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; a test begun later starts another. Does nothing the second time."""
        self._loaded = False
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    # One test

    def begin(self, seed: int, budget: Budget) -> None:
        """Open a test: a living worker with the submission loaded, its random state seeded, a fresh budget.

        Raises
        ------
        WorkerLostError
            If the submission cannot be loaded within the budget of loading.
        """
        if self._unloadable is not None:
            raise self._unloadable
        if not self._loaded:
            self.load()
        self._open_account(budget)
        self._functions.clear()
        self._callbacks = 0
        self._seed = seed

    def load(self) -> None:
        """Load the submission into a fresh worker, passing over statements that exhaust the budget of loading."""
        for _ in range(_RELOADS):
            try:
                self._load_once()
                return
            except WorkerLostError as lost:
                if lost.status is Status.CRASHED and self._statement is None:
                    raise
                if self._statement is None or self._statement in self._skip:
                    break  # nothing is left that could be passed over
                self._skip.add(self._statement)
        self._unloadable = WorkerLostError(Status.TIMED_OUT, "loading the file used up its time again and again")
        raise self._unloadable

    def _load_once(self) -> None:
        self.close()
        self._lost = None
        self._statement: int | None = None
        self.generation += 1
        self._freed.clear()
        self._worker = self._launcher.start(self._limits)
        # One system call waits for a reply and wakes up to look at the clocks.
        slice_ = struct.pack("L", int(_SLICE_S * 1e3)) if sys.platform == "win32" else struct.pack("ll", 0, _SLICE_US)
        self._worker.wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, slice_)
        self._unread = b""
        self._open_account(self._loading)
        code = self._code
        chunks = [list(chunk) for chunk in code.chunks]
        problems = self.request("load", chunks, code.module, list(code.imports), list(code.display), sorted(self._skip))
        self.problems = _checked_problems(problems, self._lines)
        self.loading_output = self.output
        self._loaded = True

    def _open_account(self, budget: Budget) -> None:
        self._drain()  # what was printed before is not this budget's
        self._budget = budget
        self._output = Output(budget.output_bytes)
        self._received_bytes = 0
        self._cpu_at_loss = 0.0
        self._wall_start = time.monotonic()
        self._cpu_start = self._worker.cpu_s() if self._worker else 0.0

    @property
    def lost(self) -> WorkerLostError | None:
        """Why the worker of the current test was lost, if it was."""
        return self._lost

    @property
    def output(self) -> str:
        """What student code printed since the budget was opened, bounded."""
        self._drain()
        return self._output.text()

    @property
    def wall_s(self) -> float:
        """Wall time since the budget was opened."""
        return time.monotonic() - self._wall_start

    @property
    def cpu_s(self) -> float:
        """CPU time of the worker since the budget was opened."""
        return self._cpu_at_loss if self._worker is None else self._worker.cpu_s() - self._cpu_start

    # One request

    def request(self, action: str, *arguments: Any) -> Any:
        """Send one request and wait for its reply.

        Returns
        -------
        The content of an "ok" reply.

        Raises
        ------
        WorkerLostError
            If the worker exceeds its budget, dies or breaks the rules of the wire.
        MissingNameError
            If the submission has no such name.
        SubmissionRaised
            If student code raised.
        wire.NotPlainError
            If an argument cannot cross: the test's author has to change it.
        """
        if self._lost is not None or self._worker is None:
            raise self._lost or WorkerLostError(Status.CRASHED, "no worker runs")
        self._number += 1
        freed, self._freed = self._freed[:_FREED_AT_ONCE], self._freed[_FREED_AT_ONCE:]
        seed, self._seed = self._seed, None
        number = self._number
        parts = wire.encode([number, action, freed, seed, *arguments], self._register)
        try:
            self._send(parts)
            kind, content = self._final_reply(number)
        except WorkerLostError as lost:
            self._lose(lost)
            raise
        if kind == "ok":
            return content
        if kind == "missing":
            raise MissingNameError(f"{content[:200]} is missing from the submission")
        raise self.raised(content)

    def raised(self, report: dict[str, Any]) -> SubmissionRaised:
        """The exception that a worker's report tells of."""
        return as_exception(report, self._lines)

    def _final_reply(self, number: int) -> tuple[str, Any]:
        """Wait for the reply to a request, noting its progress and answering the calls of the test's functions."""
        failure: BaseException | None = None
        while True:
            kind, content = self._checked_reply(self._receive(), number)
            if kind == "statement":
                self._statement = content[0]
                self._look()  # progress without end must not escape the clocks either
            elif kind == "callback":
                failure = self._answer_callback(number, content) or failure
            elif failure is not None:
                raise failure  # even if student code swallowed it: it was the test's
            else:
                return kind, content

    def _answer_callback(self, number: int, content: list[Any]) -> BaseException | None:
        """Call a function of the test for student code; what it raises is told there, and returned here."""
        self._callbacks += 1
        if self._depth >= MAX_DEPTH or self._callbacks > MAX_CALLBACKS:
            raise WorkerLostError(Status.CRASHED, "the submission called the test's function without end")
        self._look()  # calls without end must not escape the clocks
        self._depth += 1
        failure: BaseException | None = None
        result: Any = None
        try:
            result = self.on_callback(self._functions, content)
        except WorkerLostError:
            raise
        except Exception as error:
            failure = error
        finally:
            self._depth -= 1
        answer = ["return", [], None, result] if failure is None else ["raise", [], None]
        try:
            self._send(wire.encode([number, *answer], self._register))
        except wire.NotPlainError as error:
            failure = error
            self._send(wire.encode([number, "raise", [], None]))
        return failure

    def _register(self, function: Any) -> int:
        """Give a function of the test a number by which student code may call it, until the test ends."""
        self._functions.append(function)
        return len(self._functions) - 1

    def let_go(self, generation: int, number: int) -> None:
        """Note that no test holds a result any more; one of an earlier worker is gone already."""
        if generation == self.generation:
            self._freed.append(number)

    def violation(self, why: str) -> WorkerLostError:
        """Give up a worker whose reply has the wrong form; the error is to be raised by the caller."""
        lost = WorkerLostError(Status.CRASHED, f"the process of the submission broke the protocol: {why}")
        self._lose(lost)
        return lost

    def _checked_reply(self, reply: Any, number: int) -> tuple[str, Any]:
        if type(reply) is not list or len(reply) != 3 or type(reply[0]) is not int or reply[0] != number:
            raise WorkerLostError(Status.CRASHED, "the process of the submission answered something that was not asked")
        kind, content = reply[1:]
        loading = not self._loaded
        fits = type(kind) is str and (
            kind == "ok"
            or (kind == "missing" and type(content) is str)
            or (kind == "error" and type(content) is dict)
            or (kind == "callback" and not loading and _is_call(content))
            or (kind == "statement" and loading and _is_progress(content))
        )
        if not fits:
            raise WorkerLostError(Status.CRASHED, "the process of the submission sent a reply of no known kind")
        return kind, content

    def _send(self, parts: Sequence[bytes | memoryview]) -> None:
        assert self._worker is not None
        connection = self._worker.wire
        if self._worker.shared is not None:
            parts = self._worker.shared.put(parts)
        for part in parts:
            view = memoryview(part)
            while view:
                try:
                    view = view[connection.send(view, _DONT_WAIT) :]
                except BlockingIOError:
                    self._look()
                    time.sleep(0.0005)  # the worker is still reading
                except OSError:
                    self._look()
                    raise self._death() from None

    def _receive(self) -> Any:
        """The next message; looks at the clocks all the while."""
        chunk, self._unread = self._unread or self._read_some(), b""
        while len(chunk) < wire.PREFIX.size:
            chunk += self._read_some()
        try:
            prefix, is_shared = split_mark(chunk[: wire.PREFIX.size])
            header, body = wire.frame_lengths(prefix)
            body_at = wire.PREFIX.size + header
            end = body_at if is_shared else body_at + body
            self._received_bytes += body_at + body
            if self._received_bytes > MAX_RECEIVED_BYTES:
                raise wire.WireError(f"more than {MAX_RECEIVED_BYTES >> 20} MiB in one test")
            frame = memoryview(chunk[:end] if len(chunk) >= end else self._rest_of(chunk, end)).toreadonly()
            self._unread = chunk[end:]
            content = self._shared_body(body) if is_shared else frame[body_at:]
            return wire.decode(frame[wire.PREFIX.size : body_at], content, trusted=False)
        except wire.WireError as error:
            message = f"the process of the submission sent something unreadable: {error}"
            raise WorkerLostError(Status.CRASHED, message) from None

    def _shared_body(self, length: int) -> memoryview:
        assert self._worker is not None
        if self._worker.shared is None:
            raise wire.WireError("a body in a shared memory that is not there")
        return self._worker.shared.take(length).toreadonly()

    def _rest_of(self, start: bytes, length: int) -> bytearray:
        """A frame whose first part was read."""
        frame = bytearray(length)  # zeroed pages are not there until they are written
        frame[: len(start)] = start
        view = memoryview(frame)[len(start) :]
        while view:
            self._look()  # a worker that sends byte by byte is not waited for beyond its budget
            view = view[self._when_ready(partial(_receive_into, view)) :]
        return frame

    def _read_some(self) -> bytes:
        return self._when_ready(lambda connection: connection.recv(_READ_BYTES))

    def _when_ready(self, read: Callable[[socket.socket], T]) -> T:
        assert self._worker is not None
        while True:
            try:
                received = read(self._worker.wire)
            except (BlockingIOError, TimeoutError):
                self._look()
                continue
            except OSError:
                raise self._death() from None
            if not received:
                raise self._death()
            return received

    def _look(self) -> None:
        """Drain the output, and end the wait if a budget is exhausted or the worker is gone."""
        assert self._worker is not None
        self._drain()
        cpu_s = self._worker.cpu_s() - self._cpu_start
        if cpu_s > self._budget.cpu_s:
            raise WorkerLostError(Status.TIMED_OUT, f"used more than {self._budget.cpu_s:.3g} s of CPU time")
        if self.wall_s > self._budget.wall_s:
            raise WorkerLostError(Status.TIMED_OUT, f"took longer than {self._budget.wall_s:.3g} s", may_pass=True)
        if not self._worker.is_alive() and not self._has_more():
            raise self._death()

    def _has_more(self) -> bool:
        """Whether a worker that is gone left bytes that were not read yet."""
        assert self._worker is not None
        if self._unread:
            return True
        try:
            return bool(self._worker.wire.recv(1, socket.MSG_PEEK | _DONT_WAIT))
        except OSError:
            return False

    def _death(self) -> WorkerLostError:
        assert self._worker is not None
        deadline = time.monotonic() + 1.0
        while self._worker.is_alive() and time.monotonic() < deadline:
            time.sleep(0.001)  # the connection closes a moment before the process is gone
        self._cpu_at_loss = self._worker.cpu_s() - self._cpu_start
        return WorkerLostError(Status.CRASHED, f"the process of the submission {self._worker.ending()}", may_pass=True)

    def _lose(self, lost: WorkerLostError) -> None:
        if self._worker is not None:
            self._drain()
            self._cpu_at_loss = max(self._cpu_at_loss, self._worker.cpu_s() - self._cpu_start)
        self._lost = lost
        self.close()

    def _drain(self) -> None:
        """Take what student code has printed, a bounded amount each time."""
        if self._worker is None:
            return
        for _ in range(64):
            try:
                text = os.read(self._worker.output_fd, _READ_BYTES)
            except BlockingIOError:
                return
            if not text:
                return
            self._output.add(text)


def _receive_into(view: memoryview, connection: socket.socket) -> int:
    return connection.recv_into(view)


def _is_call(content: Any) -> bool:
    return type(content) is list and [type(part) for part in content] == [int, list, dict]


def _is_progress(content: Any) -> bool:
    """Whether it names a statement, by a number that can be sent back when the submission is loaded again."""
    return type(content) is list and bool(content) and type(content[0]) is int and 0 <= content[0] < MAX_STATEMENTS


def _refuse_callback(functions: list[Any], content: list[Any]) -> Any:
    raise WorkerLostError(Status.CRASHED, "the process of the submission called a function that was never passed")


def _checked_problems(reply: Any, lines: Mapping[str, int]) -> list[tuple[str, int, str, str]]:
    """The statements passed over, as the worker tells them; what has the wrong form is left out."""
    rows = reply if type(reply) is list else []
    return [
        (row[0], row[1], row[2], row[3])
        for row in rows[:50]
        if type(row) is list and [type(part) for part in row] == [str, int, str, str] and row[0] in lines
    ]
