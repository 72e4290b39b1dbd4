"""Grade one submission in one worker: its visible tests, then its hidden ones.

Runs in a grader, a fork of the suite process, or in the suite process itself where there is no fork.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import pytest

from autograder.diagnosis.records import Records
from autograder.errors import AutograderError
from autograder.grading.bench import Bench
from autograder.grading.earlier import Earlier
from autograder.grading.explaining import explain, trace_to
from autograder.grading.items import run_item, timer_heard
from autograder.grading.judge import blame_submission, judge
from autograder.grading.record_files import as_frame
from autograder.grading.serving import Server
from autograder.grading.suite import CollectedTest
from autograder.manifest import Assignment, Limits, Manifest
from autograder.model import Status
from autograder.results import TestResult
from autograder.sandbox.client import Client
from autograder.sandbox.code import Code, EarlierModule
from autograder.sandbox.launch import Launcher
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.watched import Budget

# A multiple of a tiny reference time is below the resolution of any clock: no test has less CPU time than this.
LEAST_CPU_S: Final = 0.2
# A test's own work gets this much beyond twice its wall limit, then it is stopped from outside its body.
PATIENCE_S: Final = 10.0


@dataclass(slots=True)
class Suite:
    """The collected tests and what was learned from the reference."""

    assignment: Assignment
    tests: list[CollectedTest]
    bench: Bench
    launcher: Launcher
    earlier: Earlier = field(init=False)
    reference_cpu_s: dict[str, float] = field(default_factory=dict)
    reference: Code | None = None  # once it has passed
    records: Records = field(default_factory=Records)
    is_recording: bool = False
    on_progress: Callable[[], None] = lambda: None  # told whenever a worker starts: no submission delays it for long

    def __post_init__(self) -> None:
        self.earlier = Earlier(self.assignment, self._client_alone)

    def budget(self, test: CollectedTest) -> Budget:
        """What a test may use, as a multiple of the reference's time where the manifest says so."""
        limits = test.limits
        cpu_s = limits.cpu_s
        if limits.cpu_times_reference is not None and test.id in self.reference_cpu_s:
            cpu_s = min(cpu_s, max(LEAST_CPU_S, limits.cpu_times_reference * self.reference_cpu_s[test.id]))
        return Budget(limits.wall_s, cpu_s, limits.output_kib << 10)

    def code(self, chunks: Iterable[tuple[str, str]], earlier: tuple[EarlierModule, ...] = ()) -> Code:
        """A submission's code with what this assignment lets it import."""
        return _code(self.assignment, chunks, earlier)

    def client(self, code: Code) -> Client:
        """A client for a submission; its worker starts with the first test."""
        manifest = self.assignment.manifest
        client = Client(code, self.launcher, worker_limits(manifest), loading_budget(manifest.limits.loading))
        client.on_load = self.on_progress
        return client

    def _client_alone(self, assignment: Assignment, chunks: Sequence[tuple[str, str]]) -> Client:
        """A client for a module of an earlier assignment, with this one's limits."""
        return self.client(_code(assignment, chunks))


def _code(assignment: Assignment, chunks: Iterable[tuple[str, str]], earlier: tuple[EarlierModule, ...] = ()) -> Code:
    manifest = assignment.manifest
    return Code(assignment.module, tuple(chunks), tuple(manifest.imports), tuple(manifest.display), earlier)


@dataclass(slots=True)
class Loading:
    """What loading a submission told: statements passed over, and what they printed."""

    warnings: list[str] = field(default_factory=list)
    output: str = ""


def worker_limits(manifest: Manifest) -> WorkerLimits:
    """The limits that the kernel keeps for all of a worker's life."""
    limits = manifest.limits
    return WorkerLimits(
        memory_mib=max(limits.memory_mib, limits.loading.memory_mib),
        scratch_mib=max(limits.scratch_mib, limits.loading.scratch_mib),
    )


def loading_budget(limits: Limits) -> Budget:
    """What loading may use."""
    return Budget(limits.wall_s, limits.cpu_s, limits.output_kib << 10)


def grade_submission(
    suite: Suite,
    code: Code,
    tests: Sequence[CollectedTest],
    on_result: Callable[[TestResult, list[str]], None],
    on_loaded: Callable[[Loading], None] = lambda loading: None,
    then: pytest.Item | None = None,
) -> None:
    """Run tests against a submission and report each as it ends, with the digests of its random draws.

    Visible tests come first: whatever is told of them was told before the worker received a hidden input.

    Parameters
    ----------
    tests : visible ones first
    then : the item that this process runs afterwards, if any
    """
    following = [*(t.item for t in tests[1:]), then]
    server = suite.earlier.server()
    with suite.client(code) as client, closing(server), timer_heard():
        client.on_load = partial(_begin_anew, suite, server)
        client.on_served = server.answer
        for number, (test, next_item) in enumerate(zip(tests, following, strict=True)):
            result = run_test(suite, test, client, next_item)
            if number == 0:
                on_loaded(_loading(client))
            on_result(result, suite.bench.draws)


def _begin_anew(suite: Suite, server: Server) -> None:
    """A submission that is loaded again is to find nothing of its tests, which could tell a hidden input."""
    suite.on_progress()
    server.close()


def run_test(suite: Suite, test: CollectedTest, client: Client, next_item: pytest.Item | None) -> TestResult:
    """Run one test and judge how it ended.

    What a busy machine could have caused, a fault of ours or a worker's death, counts only if it recurs in a fresh
    worker that runs this test alone. A fault that recurs is the submission's doing if the reference passes then.
    """
    result = _attempt(suite, test, client, next_item)
    may_pass = client.lost is not None and client.lost.may_pass
    if may_pass or result.status is Status.GRADER_FAULT:
        client.close()
        result = _attempt(suite, test, client, next_item)
    if result.status is Status.GRADER_FAULT and suite.reference is not None:
        client.close()
        with suite.client(suite.reference) as reference:
            if _attempt(suite, test, reference, next_item).status is Status.PASSED:
                blame_submission(result)
    return result


def _attempt(suite: Suite, test: CollectedTest, client: Client, next_item: pytest.Item | None) -> TestResult:
    bench = suite.bench
    bench.reset(test.id, client)
    budget = suite.budget(test)
    try:
        client.begin(bench.seed, budget)
    except AutograderError as failure:  # it could not be loaded, or no worker could be started
        return judge(test, failure, bench)
    error = run_item(test.item, next_item, 2 * budget.wall_s + PATIENCE_S)
    result = judge(test, error, bench)
    if client.lost is None and result.cpu_s > budget.cpu_s:  # many short calls can exceed it between two looks
        result.status, result.score = Status.TIMED_OUT, 0.0
        result.message = f"used more than {budget.cpu_s:.3g} s of CPU time"
    explain(result, error, bench.evidence, suite.records, suite.assignment.module)
    if suite.is_recording:
        bench.trace = as_frame(trace_to(result, error, bench.evidence).as_plain())
    return result


def _loading(client: Client) -> Loading:
    warnings = [
        f"{chunk}, line {line}: {kind}: {text} (passed over)"
        for chunk, line, kind, text in client.problems
        if kind != "NotImplementedError"  # a plot of what is not written yet
    ]
    return Loading(warnings, client.loading_output)
