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

import gc
import os
import selectors
from collections import deque
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import msgspec
import pytest

from autograder.diagnosis.parameters import Case
from autograder.errors import AutograderError, GraderFault, InputError
from autograder.grading.bench import Bench, set_bench
from autograder.grading.cores import on_one_core
from autograder.grading.explaining import case_of
from autograder.grading.grade import Suite, grade_submission
from autograder.grading.graders import TICK_S, Graders, grade_job, write_event
from autograder.grading.items import leave_only_shared, without_skipped
from autograder.grading.kept_numbers import load_numbers, store_numbers
from autograder.grading.plugin import run_suite
from autograder.grading.protocol import Event, Job, Lines, Setup
from autograder.grading.record_files import load_records
from autograder.grading.reference import load_reference
from autograder.grading.suite import CollectedTest, check_against_manifest, collected_tests
from autograder.manifest import MANIFEST_NAME, Assignment, load_assignment
from autograder.model import Status
from autograder.results import TestResult
from autograder.sandbox.code import Code
from autograder.sandbox.launch import make_launcher

_TIMINGS = 10  # of the reference, for limits that are multiples of its time


class SuiteProcess:
    """Runs inside pytest's session, once the tests are collected."""

    def __init__(self, setup: Setup, jobs: Lines, events: IO[bytes]) -> None:
        self._setup = setup
        self._jobs = jobs
        self._queue: deque[Job] = deque()
        self._events = events
        private = Path(setup.private) if setup.private else None
        self._assignment = load_assignment(Path(setup.public), private)
        _check_imports(self._assignment)
        # Before the suite is collected: no secret is in this process yet that the zygote could inherit. It gets ready
        # meanwhile.
        self._launcher = make_launcher(setup.isolation, self._assignment.manifest.imports, portable=setup.portable)
        self._graders: Graders | None = None
        self._cases: dict[str, Case] = {}

    def close(self) -> None:
        """End the graders that still run, and the zygote with its workers."""
        if self._graders is not None:
            self._graders.close()
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
        bench = Bench(self._setup.salt, self._setup.keep_draws)
        set_bench(bench)
        self._suite = Suite(self._assignment, chosen, bench, self._launcher, is_recording=self._setup.record)
        if self._setup.records is not None:
            self._suite.records = load_records(Path(self._setup.records))
        self._launcher.wait_until_ready()
        with on_one_core():  # as graders do: its times are compared with theirs
            reference = self._grade_reference() if self._setup.private else []
        self._send(Event(kind="ready", tests=[t.id for t in chosen], reference=reference, cases=self._cases))
        if self._setup.portable:
            self._serve_alone()
        else:
            self._serve_with_graders()

    def _grade_reference(self) -> list[TestResult]:
        """Grade the reference; this fills the memory and measures the times that limits may be multiples of."""
        source = self._assignment.master.read_text(encoding="utf-8")
        suite, bench = self._suite, self._suite.bench
        suite.earlier.load()
        reference = load_reference(source, self._assignment.module, self._assignment.manifest.display)
        bench.reference_module = reference
        kept = load_numbers(Path(self._setup.numbers)) if self._setup.numbers else {}
        bench.memory.fill(kept)
        bench.memory.filling = True
        results: list[TestResult] = []

        def keep(result: TestResult, draws: list[str]) -> None:
            results.append(result)
            self._cases[result.id] = case_of(bench.evidence, reference)
            suite.reference_cpu_s[result.id] = result.cpu_s

        code = suite.code([(f"{self._assignment.module}.py", source)], suite.earlier.references())
        first = suite.tests[0].item if len(suite.tests) > 1 else None  # what graders run next: stays set up for them
        grade_submission(suite, code, suite.tests, keep, then=first)
        bench.memory.filling = False
        self._time_again(code)
        if not self._launcher.is_alive():
            raise GraderFault("the zygote ended")  # that is no fault of the reference's
        for result in results:
            if result.status is not Status.PASSED:
                raise InputError(
                    f"the reference does not pass {result.id} of question {result.question!r} ({result.status}): "
                    f"{_in_one_line(result)}; mend the master or the test, nothing was graded"
                )
        suite.reference = code
        if self._setup.numbers and len(bench.memory.lasting) > len(kept):
            store_numbers(Path(self._setup.numbers), bench.memory.lasting)
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
        selector = selectors.DefaultSelector()
        selector.register(self._jobs.fd, selectors.EVENT_READ)
        inherited = [self._jobs.fd, self._events.fileno()]
        graders = self._graders = Graders(self._suite, selector, self._tell, inherited, self._setup.jobs)
        while self._jobs.is_open:  # once it closes, nobody waits for what is not finished
            for key, _ in selector.select(timeout=TICK_S if len(graders) else 1.0):
                if key.fd == self._jobs.fd:
                    self.enqueue(self._jobs.read_some())
                else:
                    graders.finish(key.fd)
            graders.listen()
            while self._queue and len(graders) < self._setup.jobs:
                job = self._queue.popleft()
                graders.start(job, self._tests_of(job))
            graders.end_stuck()

    # Without fork

    def _serve_alone(self) -> None:
        while self._jobs.is_open or self._queue:
            while self._queue:
                job = self._queue.popleft()
                grade_job(self._suite, job, self._tests_of(job), self._send)
            self.enqueue(self._jobs.read_some())

    def _tests_of(self, job: Job) -> list[CollectedTest]:
        wanted = set(job.tests)
        return [test for test in self._suite.tests if not wanted or test.id in wanted]

    def _send(self, event: Event) -> None:
        write_event(self._events, event)

    def _tell(self, lines: bytes) -> None:
        self._events.write(lines)
        self._events.flush()


def _check_imports(assignment: Assignment) -> None:
    for name in assignment.manifest.imports:
        if find_spec(name.partition(".")[0]) is None:
            path = assignment.public / MANIFEST_NAME
            raise InputError(f"{path}: imports: {name!r} is not installed here: install it, or take it out")


def _in_one_line(result: TestResult) -> str:
    """The message; of a traceback, which only staff of this project can read, the test's line and the last words."""
    lines = result.message.strip().splitlines()
    if result.status is Status.GRADER_FAULT:
        lines = [line for line in lines[:-1] if line.startswith("> ")][:1] + lines[-1:]
    return " ".join(" ".join(lines).split())


def main() -> None:
    """Run the suite process: jobs on standard input, events on what was standard output."""
    gc.freeze()  # what was imported stays: the collection before the first fork then looks at a tenth of it
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
        write_event(events, Event(kind=kind, text=str(error)))


def _until_a_line(jobs: Lines) -> list[bytes]:
    while jobs.is_open:
        if lines := jobs.read_some():
            return lines
    raise InputError("the suite process was started without a setup")


if __name__ == "__main__":
    main()
