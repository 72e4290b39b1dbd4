"""The graders of a suite process: forked one for each submission, listened to, and replaced when they die.

Graders are trusted; they die of accidents. No death costs a student a point.
"""

import contextlib
import os
import selectors
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any

import msgspec

from autograder.errors import GraderFault
from autograder.grading.grade import PATIENCE_S, Loading, Suite, grade_submission
from autograder.grading.items import leave_only_shared
from autograder.grading.judge import explain, fault
from autograder.grading.protocol import Event, Job
from autograder.grading.suite import CollectedTest
from autograder.manifest import Manifest

_DEATHS = 2  # graders that may die during one test before it is given up
_SILENCE_S = 120.0  # added to what the slowest test and loading may take; a grader silent for longer is stuck


class Grader(msgspec.Struct, kw_only=True):
    """A running grader, as its parent sees it."""

    pid: int
    job: Job
    pending: list[CollectedTest]
    buffer: bytearray = msgspec.field(default_factory=bytearray)
    deaths: Counter[str] = msgspec.field(default_factory=Counter)
    heard_at: float = 0.0
    scratch: str = ""


class Graders:
    """The graders that run now, by the descriptor of their events."""

    def __init__(
        self,
        suite: Suite,
        selector: selectors.BaseSelector,
        tell: Callable[[Event], None],
        inherited: Sequence[int],
    ) -> None:
        self._suite = suite
        self._selector = selector
        self._send = tell
        self._inherited = inherited  # descriptors of this process that are no business of a grader
        self._running: dict[int, Grader] = {}

    def __len__(self) -> int:
        return len(self._running)

    def close(self) -> None:
        """End the graders that still run."""
        for grader in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(grader.pid, signal.SIGKILL)
            os.waitpid(grader.pid, 0)
            shutil.rmtree(grader.scratch, ignore_errors=True)

    def start(self, job: Job, tests: Sequence[CollectedTest], deaths: Counter[str] | None = None) -> None:
        """Fork a grader that runs tests against a submission."""
        readable, writable = os.pipe()
        scratch = tempfile.mkdtemp(prefix="autograder-")
        pid = os.fork()
        if pid == 0:
            self._run_grader(job, tests, readable, writable, scratch)
        os.close(writable)
        grader = Grader(
            pid=pid,
            job=job,
            pending=list(tests),
            deaths=deaths or Counter(),
            heard_at=time.monotonic(),
            scratch=scratch,
        )
        self._running[readable] = grader
        self._selector.register(readable, selectors.EVENT_READ)

    def _run_grader(self, job: Job, tests: Sequence[CollectedTest], readable: int, writable: int, scratch: str) -> None:
        """The grader's whole life; never returns."""
        try:
            for inherited in [readable, *self._running, *self._inherited]:
                os.close(inherited)
            os.environ["TMPDIR"] = tempfile.tempdir = scratch
            if self._suite.tests:
                factory = self._suite.tests[0].item.config._tmp_path_factory  # type: ignore[attr-defined]  # pytest's own
                factory._basetemp = Path(scratch, "pytest")
                factory._basetemp.mkdir()
            if tests:
                leave_only_shared(tests[0].item)
            with open(writable, "wb") as events:
                grade_job(self._suite, job, tests, partial(write_event, events))
        except BaseException as error:
            print(explain(error), file=sys.stderr)
            os._exit(1)
        os._exit(0)

    def read(self, fd: int) -> None:
        """Pass on what a grader sent; if it ended, see that every test gets its result."""
        grader = self._running[fd]
        chunk = os.read(fd, 1 << 16)
        if not self._suite.launcher.is_alive():
            raise GraderFault("the zygote ended")  # so does this process: another takes over what is not finished
        grader.heard_at = time.monotonic()
        grader.buffer += chunk
        *lines, rest = grader.buffer.split(b"\n")
        grader.buffer = bytearray(rest)
        is_done = False
        for line in lines:
            event = msgspec.json.decode(line, type=Event)
            if event.result is not None:
                reported = event.result.id
                grader.pending = [t for t in grader.pending if t.id != reported]
            is_done |= event.kind == "done"
            self._send(event)
        if is_done or not chunk:
            self._finish(fd, grader, is_done)

    def _finish(self, fd: int, grader: Grader, is_done: bool) -> None:
        self._selector.unregister(fd)
        os.close(fd)
        del self._running[fd]
        os.waitpid(grader.pid, 0)
        shutil.rmtree(grader.scratch, ignore_errors=True)
        if is_done:
            return
        pending = grader.pending
        if pending:
            grader.deaths[pending[0].id] += 1
            if grader.deaths[pending[0].id] >= _DEATHS:
                result = fault(pending.pop(0), f"{_DEATHS} graders ended during this test")
                self._send(Event(kind="result", job=grader.job.number, result=result))
        if pending:
            self.start(grader.job, pending, grader.deaths)
        else:
            self._send(Event(kind="done", job=grader.job.number))

    def end_stuck(self) -> None:
        """End graders that have been silent for too long; that is noticed like any other death."""
        limit_s = patience_s(self._suite.assignment.manifest)
        for grader in self._running.values():
            if time.monotonic() - grader.heard_at > limit_s:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(grader.pid, signal.SIGKILL)


def patience_s(manifest: Manifest) -> float:
    """How long a grader may be silent: it tells of each worker that it starts and of each test that ended."""
    slowest_s = max(manifest.limits_of(question).wall_s for question in manifest.questions)
    return 2 * slowest_s + PATIENCE_S + manifest.limits.loading.wall_s + _SILENCE_S


def grade_job(suite: Suite, job: Job, tests: Sequence[CollectedTest], tell: Callable[[Event], None]) -> None:
    """Run tests against a submission and tell of each as it ends."""

    def send(**event: Any) -> None:
        tell(Event(job=job.number, **event))

    def loaded(loading: Loading) -> None:
        send(kind="loaded", text=loading.output, warnings=loading.warnings, served=served)

    suite.on_progress = lambda: send(kind="alive")
    earlier, served = suite.earlier.settle(job.earlier)
    grade_submission(
        suite,
        suite.code(job.chunks, earlier),
        tests,
        lambda result, draws: send(kind="result", result=result, draws=draws, trace=suite.bench.trace),
        loaded,
    )
    send(kind="done")


def write_event(stream: IO[bytes], event: Event) -> None:
    """Write an event as a line."""
    stream.write(msgspec.json.encode(event) + b"\n")
    stream.flush()
