"""Start a suite process and have it grade: the coordinator's end of the jobs and events.

Holds no report and no file of a submission. If the suite process dies, another takes over what was not finished.
"""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from autograder.diagnosis.parameters import Case
from autograder.errors import GraderFault, InputError
from autograder.grading.protocol import Event, Job, Setup
from autograder.results import Served, TestResult

_STARTS = 3  # suite processes that may die before what is left is given up


@dataclass(slots=True)
class Graded:
    """What became of one job."""

    number: int
    results: list[TestResult] = field(default_factory=list)
    draws: dict[str, list[str]] = field(default_factory=dict)  # digests of the random draws of each test
    traces: dict[str, bytes] = field(default_factory=dict)  # of each test, if the setup asks for them
    warnings: list[str] = field(default_factory=list)
    output: str = ""
    served: list[Served] = field(default_factory=list)
    fault: str = ""  # why it could not be graded; empty if it was


@dataclass(slots=True)
class Ready:
    """What the suite process found: its tests, and how the reference did."""

    tests: list[str]
    reference: list[TestResult]
    cases: dict[str, Case] = field(default_factory=dict)  # what the diagnosis knows of each test's inputs


class SuiteRunner:
    """A suite process that is started when entered and ended when left."""

    def __init__(
        self, setup: Setup, on_result: Callable[[int, TestResult], None] = lambda number, result: None
    ) -> None:
        self._setup = setup
        self._on_result = on_result
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "SuiteRunner":
        self.ready = self._start()
        return self

    def __exit__(self, *details: object) -> None:
        self._stop()

    def grade(self, jobs: Iterable[Job]) -> Iterator[Graded]:
        """Grade jobs as they come and yield each when it is done, in any order.

        No more jobs are taken from the iterable than can be worked on, so that a class need not fit in memory.
        """
        waiting = iter(jobs)
        open_jobs: dict[int, tuple[Job, Graded]] = {}
        window = 2 * self._setup.jobs
        starts = 1
        while True:
            while len(open_jobs) < window and (job := next(waiting, None)) is not None:
                open_jobs[job.number] = (job, Graded(job.number))
                self._submit(job)
            if not open_jobs:
                return
            event = self._next_event()
            if event is not None:
                graded = open_jobs[event.job][1] if event.job in open_jobs else None
                if graded is not None and self._take(event, graded):
                    del open_jobs[event.job]
                    yield graded
            elif starts < _STARTS:
                starts += 1
                self._stop()
                self._start()
                open_jobs = {number: (job, Graded(number)) for number, (job, _) in open_jobs.items()}
                for job, _ in open_jobs.values():
                    self._submit(job)
            else:
                for number in open_jobs:
                    yield Graded(number, fault="the suite process ended again and again; grade again")
                open_jobs = {}

    def _take(self, event: Event, graded: Graded) -> bool:
        """Note an event of a job; true when the job is done."""
        if event.kind == "loaded":
            graded.served = graded.served or event.served
            if not graded.output and not graded.warnings:
                graded.output, graded.warnings = event.text, event.warnings
        if event.result is not None:
            graded.results.append(event.result)
            graded.draws[event.result.id] = event.draws
            if event.trace:
                graded.traces[event.result.id] = event.trace
            self._on_result(graded.number, event.result)
        return event.kind == "done"

    def _start(self) -> Ready:
        """Start a suite process; one that dies before it is ready is followed by another."""
        for _ in range(_STARTS - 1):
            try:
                return self._start_once()
            except GraderFault:
                self._stop()
        return self._start_once()

    def _start_once(self) -> Ready:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
        environment |= {
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
            "PYTHONHASHSEED": "0",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "autograder.grading.session"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
        )  # fmt: skip
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        # Written by a thread: the suite process may be busy writing events while we hand over a job.
        threading.Thread(target=_write_all, args=(self._process, self._outbox), daemon=True).start()
        self._outbox.put(msgspec.json.encode(self._setup) + b"\n")
        event = self._next_event()
        if event is None:
            raise GraderFault("the suite process ended before it was ready; its last words are above")
        if event.kind == "refused":
            raise InputError(event.text)
        if event.kind != "ready":
            raise GraderFault(event.text or f"the suite process said {event.kind!r} instead of ready")
        return Ready(event.tests, event.reference, event.cases)

    def _submit(self, job: Job) -> None:
        self._outbox.put(msgspec.json.encode(job) + b"\n")

    def _next_event(self) -> Event | None:
        """The next event, or None if the suite process is gone."""
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return msgspec.json.decode(line, type=Event) if line.endswith(b"\n") else None

    def _stop(self) -> None:
        if self._process is None:
            return
        self._outbox.put(None)
        assert self._process.stdout is not None
        self._process.stdout.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def _write_all(process: "subprocess.Popen[bytes]", outbox: "queue.SimpleQueue[bytes | None]") -> None:
    """Write what is put into the outbox until None comes; a process that is gone reads nothing more."""
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, OSError):
        while (line := outbox.get()) is not None:
            process.stdin.write(line)
            process.stdin.flush()
    with contextlib.suppress(BrokenPipeError, OSError):
        process.stdin.close()


def parallel_jobs(wanted: int | None) -> int:
    """How many graders run at once: as asked, else one for each core this process may use."""
    if wanted is not None:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
