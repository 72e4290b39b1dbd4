"""The suite process: collects the tests of one assignment, grades the reference, then forks a grader per submission.

Trusted, started afresh for each assignment, single-threaded. It reads jobs as JSON lines and writes events as JSON
lines; it knows no student's name, no gradebook and no report.

Theory of operation
-------------------
The first line of input is the ``Setup``; every further one is a ``Job``. The reference must score full marks before the
first job is taken: that also fills the memory of expected values and numeric gradients, which every grader inherits by
fork. A grader sends each result as it ends. If a grader dies, the tests it had not reported run in another; the test
during which two graders died is a ``grader_fault``. Where there is no fork, jobs run here, one after the other.
"""

import contextlib
import gc
import os
import selectors
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import msgspec
import pytest

from autograder.errors import AutograderError, GraderFault, InputError
from autograder.grading.bench import Bench, set_bench
from autograder.grading.grade import Loading, Suite, grade_submission
from autograder.grading.items import leave_only_shared, without_skipped
from autograder.grading.judge import explain, fault
from autograder.grading.plugin import run_suite
from autograder.grading.reference import load_reference
from autograder.grading.suite import CollectedTest, check_against_manifest, collected_tests
from autograder.manifest import load_assignment
from autograder.model import Isolation, Status
from autograder.results import TestResult
from autograder.sandbox.client import Code
from autograder.sandbox.launch import make_launcher

_DEATHS = 2  # graders that may die during one test before it is given up
_TIMINGS = 3  # of the reference, for limits that are multiples of its time
_SILENCE_S = 120.0  # added to a test's wall limit, for loading and starting; a grader silent for longer is stuck


class Setup(msgspec.Struct, kw_only=True):
    """What the suite process is to grade: paths, rung and choices."""

    public: str
    private: str | None
    isolation: Isolation
    salt: bytes
    questions: list[str] = []  # only these; empty means all
    jobs: int = 1  # graders at once
    portable: bool = False  # without fork and zygote, as on macOS and Windows


class Job(msgspec.Struct, kw_only=True):
    """One submission's code."""

    number: int
    chunks: list[tuple[str, str]]


class Event(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What the suite process tells: ready, refused, loaded, result, done."""

    kind: str
    job: int = -1
    text: str = ""
    result: TestResult | None = None
    draws: list[str] = []
    warnings: list[str] = []
    tests: list[str] = []
    reference: list[TestResult] = []


class _Grader(msgspec.Struct, kw_only=True):
    """A running grader, as its parent sees it."""

    pid: int
    job: Job
    pending: list[CollectedTest]
    buffer: bytearray = msgspec.field(default_factory=bytearray)
    deaths: Counter[str] = msgspec.field(default_factory=Counter)
    heard_at: float = 0.0
    scratch: str = ""


class SuiteProcess:
    """Runs inside pytest's session, once the tests are collected."""

    def __init__(self, setup: Setup, jobs: "Lines", events: IO[bytes]) -> None:
        self._setup = setup
        self._jobs = jobs
        self._queue: deque[Job] = deque()
        self._events = events
        private = Path(setup.private) if setup.private else None
        self._assignment = load_assignment(Path(setup.public), private)
        # Before the suite is collected: no secret is in this process yet that the zygote could inherit.
        self._launcher = make_launcher(setup.isolation, self._assignment.manifest.imports, portable=setup.portable)
        self._graders: dict[int, _Grader] = {}  # by the descriptor of their events
        self._selector = selectors.DefaultSelector()

    def close(self) -> None:
        """End the graders that still run, and the zygote with its workers."""
        for grader in self._graders.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(grader.pid, signal.SIGKILL)
            os.waitpid(grader.pid, 0)
            shutil.rmtree(grader.scratch, ignore_errors=True)
        self._launcher.close()

    def enqueue(self, lines: Sequence[bytes]) -> None:
        """Take jobs that have arrived."""
        self._queue += [msgspec.json.decode(line, type=Job) for line in lines]

    @property
    def folders(self) -> list[Path]:
        """Where the tests are."""
        hidden = [self._assignment.hidden] if self._setup.private else []
        return [f for f in [self._assignment.checks, *hidden] if f.is_dir()]

    def run(self, items: Sequence[pytest.Item]) -> None:
        """Grade the reference, then every job."""
        tests = collected_tests(without_skipped(items), self._assignment)
        if self._setup.private:
            check_against_manifest(tests, self._assignment)
        chosen = [t for t in tests if not self._setup.questions or t.question in self._setup.questions]
        chosen.sort(key=lambda t: not t.is_visible)  # visible tests run first
        bench = Bench(self._setup.salt)
        set_bench(bench)
        self._suite = Suite(self._assignment, chosen, bench, self._launcher)
        reference = self._grade_reference() if self._setup.private else []
        self._send(Event(kind="ready", tests=[t.id for t in chosen], reference=reference))
        if self._setup.portable:
            self._serve_alone()
        else:
            self._serve_with_graders()

    def _grade_reference(self) -> list[TestResult]:
        """Grade the reference; this fills the memory and measures the times that limits may be multiples of."""
        source = self._assignment.master.read_text(encoding="utf-8")
        suite, bench = self._suite, self._suite.bench
        bench.reference_module = load_reference(source, self._assignment.module, self._assignment.manifest.display)
        bench.memory.filling = True
        results: list[TestResult] = []

        def keep(result: TestResult, draws: list[str]) -> None:
            results.append(result)
            suite.reference_cpu_s[result.id] = result.cpu_s

        code = suite.code([(f"{self._assignment.module}.py", source)])
        first = suite.tests[0].item if len(suite.tests) > 1 else None  # what graders run next: stays set up for them
        grade_submission(suite, code, suite.tests, keep, then=first)
        bench.memory.filling = False
        self._time_again(code)
        for result in results:
            if result.status is not Status.PASSED:
                raise InputError(
                    f"the reference does not pass {result.id} of question {result.question!r} ({result.status}): "
                    f"{' '.join(result.message.split())}; mend the master or the test, nothing was graded"
                )
        suite.reference = code
        return results

    def _time_again(self, code: Code) -> None:
        """Take the least of several times where limits are multiples of it: noise only ever adds."""
        questions = self._assignment.manifest.questions
        timed = [t for t in self._suite.tests if questions[t.question].limits.cpu_times_reference is not None]

        def keep_least(result: TestResult, draws: list[str]) -> None:
            self._suite.reference_cpu_s[result.id] = min(self._suite.reference_cpu_s[result.id], result.cpu_s)

        for _ in range(_TIMINGS - 1):
            if timed:
                leave_only_shared(timed[0].item)
                grade_submission(self._suite, code, timed, keep_least)

    # With fork: graders

    def _serve_with_graders(self) -> None:
        gc.collect()
        gc.freeze()  # a grader's collections then leave the shared pages alone
        self._selector.register(self._jobs.fd, selectors.EVENT_READ)
        while self._jobs.is_open:  # once it closes, nobody waits for what is not finished
            for key, _ in self._selector.select(timeout=1.0):
                if key.fd != self._jobs.fd:
                    self._read(key.fd)
                    continue
                self.enqueue(self._jobs.read_some())
            while self._queue and len(self._graders) < self._setup.jobs:
                self._start(self._queue.popleft(), self._suite.tests, Counter())
            self._end_stuck_graders()

    def _start(self, job: Job, tests: Sequence[CollectedTest], deaths: Counter[str]) -> None:
        readable, writable = os.pipe()
        scratch = tempfile.mkdtemp(prefix="autograder-")
        pid = os.fork()
        if pid == 0:
            self._run_grader(job, tests, readable, writable, scratch)
        os.close(writable)
        grader = _Grader(
            pid=pid, job=job, pending=list(tests), deaths=deaths, heard_at=time.monotonic(), scratch=scratch
        )
        self._graders[readable] = grader
        self._selector.register(readable, selectors.EVENT_READ)

    def _run_grader(self, job: Job, tests: Sequence[CollectedTest], readable: int, writable: int, scratch: str) -> None:
        """The grader's whole life; never returns."""
        try:
            for inherited in [readable, *self._graders, self._jobs.fd, self._events.fileno()]:
                os.close(inherited)
            os.environ["TMPDIR"] = tempfile.tempdir = scratch
            if self._suite.tests:
                factory = self._suite.tests[0].item.config._tmp_path_factory  # type: ignore[attr-defined]  # pytest's own
                factory._basetemp = Path(scratch, "pytest")
                factory._basetemp.mkdir()
            with open(writable, "wb") as events:
                self._events = events
                if tests:
                    leave_only_shared(tests[0].item)
                self._grade(job, tests)
        except BaseException as error:
            print(explain(error), file=sys.stderr)
            os._exit(1)
        os._exit(0)

    def _grade(self, job: Job, tests: Sequence[CollectedTest]) -> None:
        def send(**event: Any) -> None:
            self._send(Event(job=job.number, **event))

        def loaded(loading: Loading) -> None:
            send(kind="loaded", text=loading.output, warnings=loading.warnings)

        grade_submission(
            self._suite,
            self._suite.code(job.chunks),
            tests,
            lambda result, draws: send(kind="result", result=result, draws=draws),
            loaded,
        )
        send(kind="done")

    def _read(self, fd: int) -> None:
        """Pass on what a grader sent; if it ended, see that every test gets its result."""
        grader = self._graders[fd]
        chunk = os.read(fd, 1 << 16)
        if not self._launcher.is_alive():
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

    def _finish(self, fd: int, grader: _Grader, is_done: bool) -> None:
        self._selector.unregister(fd)
        os.close(fd)
        del self._graders[fd]
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
            self._start(grader.job, pending, grader.deaths)
        else:
            self._send(Event(kind="done", job=grader.job.number))

    def _end_stuck_graders(self) -> None:
        for grader in self._graders.values():
            limit_s = (
                self._assignment.manifest.limits.wall_s + self._assignment.manifest.limits.loading.wall_s + _SILENCE_S
            )
            if time.monotonic() - grader.heard_at > limit_s:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(grader.pid, signal.SIGKILL)  # its end is noticed like any other death

    # Without fork

    def _serve_alone(self) -> None:
        while self._jobs.is_open or self._queue:
            while self._queue:
                self._grade(self._queue.popleft(), self._suite.tests)
            self.enqueue(self._jobs.read_some())

    def _send(self, event: Event) -> None:
        self._events.write(msgspec.json.encode(event) + b"\n")
        self._events.flush()


class Lines:
    """Lines from a descriptor, without blocking for more than what is there."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.is_open = True
        self._rest = b""

    def read_some(self) -> list[bytes]:
        """The lines that are complete after one read."""
        chunk = os.read(self.fd, 1 << 16)
        self.is_open = bool(chunk)
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return lines


def main() -> None:
    """Run the suite process: jobs on standard input, events on what was standard output."""
    jobs = Lines(os.dup(0))
    events = open(os.dup(1), "wb")  # noqa: SIM115  # open as long as the process lives
    os.dup2(2, 1)  # what a test prints goes where our errors go
    try:
        first, *more = _until_a_line(jobs)
        setup = msgspec.json.decode(first, type=Setup)
        process = SuiteProcess(setup, jobs, events)
        process.enqueue(more)
        try:
            run_suite(process.folders, process.run)
        finally:
            process.close()
    except BrokenPipeError:
        pass  # nobody listens any more: the run was stopped
    except AutograderError as error:
        kind = "refused" if isinstance(error, InputError) else "fault"
        events.write(msgspec.json.encode(Event(kind=kind, text=str(error))) + b"\n")
        events.flush()


def _until_a_line(jobs: Lines) -> list[bytes]:
    while jobs.is_open:
        if lines := jobs.read_some():
            return lines
    raise InputError("the suite process was started without a setup")


if __name__ == "__main__":
    main()
