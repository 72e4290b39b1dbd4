"""One worker process under watch: frames to and from it, its budget, its output.

Whatever the process does while it is waited for becomes a ``WorkerLostError``; what its messages mean is not known
here.
"""

import os
import select
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeVar

from autograder.errors import StudentError
from autograder.model import Status
from autograder.sandbox import wire
from autograder.sandbox.launch import WorkerProcess
from autograder.sandbox.shared import split_mark

MAX_RECEIVED_BYTES: Final = 1 << 30  # in one test: all of it could be kept on this side
_SLICE_MS: Final = 20  # how often clocks and output are looked at while waiting
_DONT_WAIT: Final = getattr(socket, "MSG_DONTWAIT", 0)  # Windows has none; its sends may block
_READ_BYTES: Final = 64 << 10

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


@dataclass(frozen=True, slots=True)
class Budget:
    """What one test, or loading, may use of the worker."""

    wall_s: float
    cpu_s: float
    output_bytes: int = 64 << 10


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


class WatchedWorker:
    """A worker process with an open budget. Its figures stay readable after it was closed."""

    def __init__(self, process: WorkerProcess, budget: Budget) -> None:
        self._process = process
        self._is_open = True
        self._unread = b""
        self._is_readable = _waiter(process.wire)
        self._output = Output(0)
        self.open_budget(budget)

    def open_budget(self, budget: Budget) -> None:
        """Begin a test: nothing of it is used yet."""
        self._drain()  # what was printed before is not this budget's
        self._budget = budget
        self._output = Output(budget.output_bytes)
        self._received_bytes = self._last_bytes = 0
        self._wall_start = time.monotonic()
        self._cpu_start = self._process.cpu_s()

    def close(self) -> None:
        """End the process. Does nothing the second time."""
        if self._is_open:
            self._drain()
            self._cpu_used_s, self._wall_used_s = self.cpu_s, self.wall_s
            self._is_open = False
            self._process.close()

    @property
    def output(self) -> str:
        """What student code printed since the budget was opened, bounded."""
        self._drain()
        return self._output.text()

    @property
    def wall_s(self) -> float:
        """Wall time since the budget was opened, or until the process was closed."""
        return time.monotonic() - self._wall_start if self._is_open else self._wall_used_s

    @property
    def cpu_s(self) -> float:
        """CPU time of the process since the budget was opened."""
        return self._process.cpu_s() - self._cpu_start if self._is_open else self._cpu_used_s

    @property
    def remaining_s(self) -> float:
        """What is left of the budget: of wall or of CPU time, whichever is less."""
        return min(self._budget.wall_s - self.wall_s, self._budget.cpu_s - self.cpu_s)

    # Frames

    def send(self, parts: Sequence[bytes | memoryview]) -> None:
        """Send the parts of a frame; a large body goes through shared memory where there is any."""
        if self._process.shared is not None:
            parts = self._process.shared.put(parts)
        for part in parts:
            view = memoryview(part)
            while view:
                try:
                    view = view[self._process.wire.send(view, _DONT_WAIT) :]
                except BlockingIOError:
                    self.look()
                    time.sleep(0.0005)  # the worker is still reading
                except OSError:
                    self.look()
                    raise self._death() from None

    def receive(self) -> Any:
        """Wait for the next message, looking at the clocks all the while."""
        chunk, self._unread = self._unread or self._read_some(), b""
        while len(chunk) < wire.PREFIX.size:
            chunk += self._read_some()
        try:
            prefix, is_shared = split_mark(chunk[: wire.PREFIX.size])
            header, body = wire.frame_lengths(prefix)
            body_at = wire.PREFIX.size + header
            end = body_at if is_shared else body_at + body
            self._last_bytes = body_at + body
            self._received_bytes += self._last_bytes
            if self._received_bytes > MAX_RECEIVED_BYTES:
                raise wire.WireError(f"more than {MAX_RECEIVED_BYTES >> 20} MiB in one test")
            frame = memoryview(chunk[:end] if len(chunk) >= end else self._rest_of(chunk, end)).toreadonly()
            self._unread = chunk[end:]
            content = self._shared_body(body) if is_shared else frame[body_at:]
            return wire.decode(frame[wire.PREFIX.size : body_at], content, trusted=False)
        except wire.WireError as error:
            message = f"the process of the submission sent something unreadable: {error}"
            raise WorkerLostError(Status.CRASHED, message) from None

    def forget_last(self) -> None:
        """Note that nothing of the last message is kept."""
        self._received_bytes -= self._last_bytes
        self._last_bytes = 0

    def _shared_body(self, length: int) -> memoryview:
        if self._process.shared is None:
            raise wire.WireError("a body in a shared memory that is not there")
        return self._process.shared.take(length).toreadonly()

    def _rest_of(self, start: bytes, length: int) -> bytearray:
        """A frame whose first part was read."""
        frame = bytearray(length)  # zeroed pages are not there until they are written
        frame[: len(start)] = start
        view = memoryview(frame)[len(start) :]
        while view:
            self.look()  # a worker that sends byte by byte is not waited for beyond its budget
            view = view[self._when_ready(partial(_receive_into, view)) :]
        return frame

    def _read_some(self) -> bytes:
        return self._when_ready(lambda connection: connection.recv(_READ_BYTES))

    def _when_ready(self, read: Callable[[socket.socket], T]) -> T:
        while not self._is_readable():
            self.look()
        try:
            received = read(self._process.wire)
        except OSError:
            raise self._death() from None
        if not received:
            raise self._death()
        return received

    # Budget and end

    def look(self) -> None:
        """Drain the output, and raise if a budget is exhausted or the process is gone."""
        self._drain()
        if self.cpu_s > self._budget.cpu_s:
            raise WorkerLostError(Status.TIMED_OUT, f"used more than {self._budget.cpu_s:.3g} s of CPU time")
        if self.wall_s > self._budget.wall_s:
            raise WorkerLostError(Status.TIMED_OUT, f"took longer than {self._budget.wall_s:.3g} s", may_pass=True)
        if not self._process.is_alive() and not self._has_more():
            raise self._death()

    def _has_more(self) -> bool:
        """Whether a process that is gone left bytes that were not read yet."""
        if self._unread:
            return True
        try:
            return bool(self._process.wire.recv(1, socket.MSG_PEEK | _DONT_WAIT))
        except OSError:
            return False

    def _death(self) -> WorkerLostError:
        deadline = time.monotonic() + 1.0
        while self._process.is_alive() and time.monotonic() < deadline:
            time.sleep(0.001)  # the connection closes a moment before the process is gone
        if self._process.had_too_little_memory():
            return WorkerLostError(Status.OUT_OF_MEMORY, "used more memory than there is for a test", may_pass=True)
        return WorkerLostError(Status.CRASHED, f"the process of the submission {self._process.ending()}", may_pass=True)

    def _drain(self) -> None:
        """Take what student code has printed, a bounded amount each time."""
        for _ in range(64 if self._is_open else 0):
            try:
                text = os.read(self._process.output_fd, _READ_BYTES)
            except BlockingIOError:
                return
            if not text:
                return
            self._output.add(text)


def _waiter(connection: socket.socket) -> Callable[[], object]:
    """A function that waits for something to read, or for the end of a time slice, and says which.

    Waiting in ``recv`` itself would save a call, but there a process also wakes up when the other side has read what
    it was sent.
    """
    if sys.platform == "win32":
        return lambda: select.select([connection], [], [], _SLICE_MS / 1000)[0]
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return partial(poll.poll, _SLICE_MS)


def _receive_into(view: memoryview, connection: socket.socket) -> int:
    return connection.recv_into(view)
