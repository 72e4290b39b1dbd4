"""The graders of a suite process: forked one for each submission, listened to, and replaced when they die.

Graders are trusted; they die of accidents. No death costs a student a point.

Theory of operation
-------------------
A grader writes each event into a pipe as it happens; nobody waits at the other end. All pipes are emptied once a tick,
and at once when a grader ends, which its pidfd tells. Waking this process for each of forty results, and the
coordinator behind it, would cost as much as many a test. What was written before a death stays readable after it.

A grader stays on one core, and its workers with it: the two never work at the same time, and a message to another core
costs several times what one on the same core does.
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
from autograder.grading.cores import stay_on_one_core
from autograder.grading.grade import PATIENCE_S, Loading, Suite, grade_submission
from autograder.grading.items import leave_only_shared
from autograder.grading.judge import explain, fault
from autograder.grading.protocol import Event, Job
from autograder.grading.suite import CollectedTest
from autograder.manifest import Manifest

TICK_S = 0.02  # between two looks at what graders have told
_PIPE_BYTES = 1 << 20  # what a grader may tell between two looks before it has to wait
_DEATHS = 2  # graders that may die during one test before it is given up
_MOST_BYTES = 4 << 30  # that a grader may take beyond what the suite has, so that results never take the machine's
_SILENCE_S = 120.0  # added to what the slowest test and loading may take; a grader silent for longer is stuck


class Grader(msgspec.Struct, kw_only=True):
    """A running grader, as its parent sees it."""

    pid: int
    slot: int  # the smallest number that no other running grader has
    events: int  # the readable end of its pipe
    job: Job
    pending: list[CollectedTest]
    buffer: bytearray = msgspec.field(default_factory=bytearray)
    deaths: Counter[str] = msgspec.field(default_factory=Counter)
    heard_at: float = 0.0
    scratch: str = ""
    is_done: bool = False


class _Told(msgspec.Struct):
    """What this process needs of an event; the coordinator reads the rest."""

    kind: str
    result: "_ToldResult | None" = None


class _ToldResult(msgspec.Struct):
    id: str


_DECODER = msgspec.json.Decoder(_Told)


class Graders:
    """The graders that run now, by their pidfds."""

    def __init__(
        self, suite: Suite, selector: selectors.BaseSelector, tell: Callable[[bytes], None], inherited: Sequence[int],
        most: int,
    ) -> None:  # fmt: skip
        """Use graders that tell their events as lines.

        Parameters
        ----------
        inherited : descriptors of this process that are no business of a grader
        most : how many graders run at once
        """
        self._suite = suite
        self._selector = selector
        self._tell = tell
        self._inherited = inherited
        self._most = most
        self._patience_s = patience_s(suite.assignment.manifest)
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
        slot = min(set(range(len(self) + 1)) - {grader.slot for grader in self._running.values()})
        readable, writable = _pipe()
        scratch = tempfile.mkdtemp(prefix="autograder-")
        pid = os.fork()
        if pid == 0:
            stay_on_one_core(slot, self._most)
            self._run_grader(job, tests, readable, writable, scratch)
        os.close(writable)
        pidfd = os.pidfd_open(pid)
        self._running[pidfd] = Grader(
            pid=pid,
            slot=slot,
            events=readable,
            job=job,
            pending=list(tests),
            deaths=deaths or Counter(),
            heard_at=time.monotonic(),
            scratch=scratch,
        )
        self._selector.register(pidfd, selectors.EVENT_READ)

    def _run_grader(self, job: Job, tests: Sequence[CollectedTest], readable: int, writable: int, scratch: str) -> None:
        """The grader's whole life; never returns."""
        try:
            others = [grader.events for grader in self._running.values()]
            for inherited in [readable, *others, *self._running, *self._inherited]:
                os.close(inherited)
            _bound_own_memory()
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

    def listen(self) -> None:
        """Pass on what graders have told since the last time."""
        for grader in self._running.values():
            self._pass_on(grader)

    def _pass_on(self, grader: Grader) -> None:
        """Pass on what a grader has told by now."""
        chunk = _read_all(grader.events)
        if not self._suite.launcher.is_alive():
            raise GraderFault("the zygote ended")  # so does this process: another takes over what is not finished
        if not chunk:
            return
        grader.heard_at = time.monotonic()
        lines, newline, rest = (bytes(grader.buffer) + chunk).rpartition(b"\n")
        grader.buffer = bytearray(rest)
        told = [_DECODER.decode(line) for line in lines.split(b"\n") if line]
        reported = {event.result.id for event in told if event.result is not None}
        grader.pending = [test for test in grader.pending if test.id not in reported]
        self._tell(lines + newline)
        grader.is_done |= any(event.kind == "done" for event in told)

    def finish(self, pidfd: int) -> None:
        """A grader has ended: see that every test gets its result."""
        grader = self._running.pop(pidfd)
        self._selector.unregister(pidfd)
        os.waitpid(grader.pid, 0)
        self._pass_on(grader)
        os.close(grader.events)
        os.close(pidfd)
        shutil.rmtree(grader.scratch, ignore_errors=True)
        if grader.is_done:
            return
        pending = grader.pending
        if pending:
            grader.deaths[pending[0].id] += 1
            if grader.deaths[pending[0].id] >= _DEATHS:
                result = fault(pending.pop(0), f"{_DEATHS} graders ended during this test")
                self._tell(as_line(Event(kind="result", job=grader.job.number, result=result)))
        if pending:
            self.start(grader.job, pending, grader.deaths)
        else:
            self._tell(as_line(Event(kind="done", job=grader.job.number)))

    def end_stuck(self) -> None:
        """End graders that have been silent for too long; that is noticed like any other death."""
        for grader in self._running.values():
            if time.monotonic() - grader.heard_at > self._patience_s:
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


def as_line(event: Event) -> bytes:
    """An event as it is written."""
    return msgspec.json.encode(event) + b"\n"


def write_event(stream: IO[bytes], event: Event) -> None:
    """Write an event as a line."""
    stream.write(as_line(event))
    stream.flush()


def _bound_own_memory() -> None:
    """Let a test that makes too much of a result meet a MemoryError, which is judged, and not the kernel."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = pages * resource.getpagesize() + _MOST_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def _pipe() -> tuple[int, int]:
    """A large pipe that is read without waiting."""
    import fcntl  # not there on Windows, where nothing is forked

    readable, writable = os.pipe()
    os.set_blocking(readable, False)
    with contextlib.suppress(OSError):  # a user's pipes are bounded; a small one makes a grader wait for the next look
        fcntl.fcntl(writable, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return readable, writable


def _read_all(fd: int) -> bytes:
    """What a pipe holds."""
    chunks = []
    with contextlib.suppress(BlockingIOError):
        while chunk := os.read(fd, 1 << 16):
            chunks.append(chunk)
    return b"".join(chunks)
