"""Prove an assignment before its release: reference, stub and misconceptions score what they must.

Runs the real suite on real submissions; judges nothing by itself.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import msgspec

from autograder.authoring.markers import reference_source
from autograder.authoring.release import stale_stubs, stub_files
from autograder.diagnosis.misconceptions import Misconception, apply_misconception, load_misconceptions
from autograder.diagnosis.records import REFERENCE
from autograder.errors import InputError
from autograder.grading.canary import canary_submissions, leaks
from autograder.grading.diagnosing import diagnosis_problems
from autograder.grading.earlier_work import reference_work, served_work
from autograder.grading.protocol import Job, Setup
from autograder.grading.record_files import load_records, records_path
from autograder.grading.recording import recording, store_traces
from autograder.grading.runner import Graded, SuiteRunner
from autograder.grading.suite_hash import suite_hash
from autograder.intake.chunks import read_code
from autograder.manifest import Assignment
from autograder.model import Isolation, Status
from autograder.results import TestResult

SERVED = "reference, with everything served"  # by the name of the one that has no earlier work


@dataclass(slots=True)
class MisconceptionCheck:
    """Which questions a misconception should fail, and which it failed."""

    name: str
    expected: list[str]
    failed: list[str]
    failed_tests: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether exactly the expected questions failed."""
        return set(self.expected) == set(self.failed)


@dataclass(slots=True)
class Verification:
    """What was found about one assignment."""

    name: str
    max_score: float
    reference_score: float = 0.0
    stub_score: float = 0.0
    misconceptions: list[MisconceptionCheck] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the assignment may be released."""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """The form that ``verify --json`` prints."""
        return {
            "name": self.name,
            "ok": self.ok,
            "reference": {"score": self.reference_score, "max_score": self.max_score},
            "stub": {"score": self.stub_score},
            "misconceptions": [
                {"name": m.name, "ok": m.ok, "expected": m.expected, "failed": m.failed} for m in self.misconceptions
            ],
            "problems": self.problems,
        }


def verify(assignment: Assignment, salt: bytes, isolation: Isolation, jobs: int) -> Verification:
    """Prove one assignment.

    Raises
    ------
    InputError
        If the assignment cannot be read at all; what does not hold is a problem in the result.
    """
    found = Verification(assignment.name, assignment.manifest.max_score)
    misconceptions = load_misconceptions(assignment.misconceptions)
    submissions = _submissions(assignment, misconceptions)
    canaries = _canaries(assignment)
    setup = Setup(
        public=str(assignment.public), private=str(assignment.private), isolation=isolation, salt=salt, jobs=jobs,
        keep_draws=True,
    )  # fmt: skip
    path = records_path(assignment, suite_hash(assignment, salt))
    try:
        # Canaries once: what they echo takes time, so that their limits may end one run and not the other.
        first = _run(recording(setup), canaries | submissions, found)
        store_traces(path, {name: first[name] for name in [REFERENCE, *(m.name for m in misconceptions)]})
        setup.records = str(path)
        second = _run(setup, _again(submissions, first), found)
        _grade_reference_alone(setup)
    except InputError as error:
        found.problems.append(str(error))
        return found
    found.reference_score = _score(first["reference"].results)
    found.stub_score = _score(first["stub"].results)
    found.problems += _stub_problems(first, found)
    found.problems += _served_problems(first)
    for misconception in misconceptions:
        _check_misconception(misconception, first[misconception.name].results, found)
    found.problems += [problem for name in second for problem in _differences(name, first[name], second[name])]
    found.problems += _dependent_inputs(first)
    found.problems += leaks(assignment, {name: first[name] for name in canaries})
    found.problems += [f"{name}: {graded.fault}" for name, graded in first.items() if graded.fault]
    stale = [
        f"{assignment.public / n}: is not what the master gives; run autograder release"
        for n in stale_stubs(assignment)
    ]
    found.problems += stale
    records = load_records(path)
    latest = {name: _latest(graded, second.get(name)) for name, graded in first.items()}
    found.problems += diagnosis_problems(misconceptions, records, latest)
    found.notes += _unneeded_tests(first["reference"].results, found)
    found.notes += _only_tests(found)
    return found


def _submissions(assignment: Assignment, misconceptions: list[Misconception]) -> dict[str, Job]:
    """Everything that is graded: the reference, the stub in both forms, and each misconception."""
    reference = reference_source(assignment.master.read_text(encoding="utf-8"))
    script = f"{assignment.module}.py"
    submissions = {"reference": [(script, reference)]}
    for name, content in stub_files(assignment).items():
        label = "stub" if name == script else "stub as a notebook"
        submissions[label] = [
            (chunk.name, chunk.source) for chunk in read_code(name, content, assignment.module).chunks
        ]
    for misconception in misconceptions:
        unknown = [q for q in misconception.fails if q not in assignment.manifest.questions]
        if unknown:
            raise InputError(f"{misconception.path}: fails: {unknown[0]!r} is no question of {assignment.name}")
        submissions[misconception.name] = [(script, apply_misconception(misconception, reference))]
    earlier = reference_work(assignment)
    jobs = {name: Job(number=0, chunks=chunks, earlier=earlier) for name, chunks in submissions.items()}
    if earlier:
        jobs[SERVED] = Job(number=0, chunks=submissions["reference"], earlier=served_work(assignment))
    return jobs


def _canaries(assignment: Assignment) -> dict[str, Job]:
    """Submissions that echo all they are given, to see whether any of it reaches what students read."""
    reference = reference_source(assignment.master.read_text(encoding="utf-8"))
    script, earlier = f"{assignment.module}.py", reference_work(assignment)
    sources = canary_submissions(reference)
    return {name: Job(number=0, chunks=[(script, source)], earlier=earlier) for name, source in sources.items()}


def _run(setup: Setup, submissions: dict[str, Job], found: Verification) -> dict[str, Graded]:
    names = list(submissions)
    with SuiteRunner(setup) as runner:
        found.tests = runner.ready.tests
        jobs = (msgspec.structs.replace(submissions[name], number=number) for number, name in enumerate(names))
        return {names[graded.number]: graded for graded in runner.grade(jobs)}


def _again(submissions: dict[str, Job], graded: dict[str, Graded]) -> dict[str, Job]:
    """What runs a second time: all tests of the reference, and of the others the questions that did not pass.

    They must fail again, now with the diagnosis. That what passes will pass again is shown by the reference. Whole
    questions, since a mistake may need what an earlier test left behind.
    """
    jobs = {"reference": submissions["reference"]}
    for name, job in submissions.items():
        results = graded[name].results
        failed = {r.question for r in results if r.status is not Status.PASSED}
        if failed:
            jobs[name] = msgspec.structs.replace(job, tests=[r.id for r in results if r.question in failed])
    return jobs


def _latest(first: Graded, second: Graded | None) -> list[TestResult]:
    """The results of the second run where there are any: they have the diagnosis."""
    again = {r.id: r for r in second.results} if second else {}
    return [again.get(r.id, r) for r in first.results]


def _grade_reference_alone(setup: Setup) -> None:
    """Tests must hold for any salt: the reference is graded under another one.

    Raises
    ------
    InputError
        If it does not score full marks there.
    """
    try:
        with SuiteRunner(Setup(**{**_fields(setup), "salt": secrets.token_bytes(16)})):
            pass
    except InputError as error:
        raise InputError(f"with another salt, {error}") from None


def _fields(setup: Setup) -> dict[str, Any]:
    return {name: getattr(setup, name) for name in setup.__struct_fields__}


def _score(results: list[TestResult]) -> float:
    return sum(r.score or 0.0 for r in results)


def _stub_problems(graded: dict[str, Graded], found: Verification) -> Iterator[str]:
    """The stub scores 0, and each of its tests says that nothing was attempted."""
    for name in [n for n in graded if n.startswith("stub")]:
        for result in graded[name].results:
            if result.max_score and result.status is not Status.NOT_ATTEMPTED:
                yield f"the {name} is {result.status} in {result.id}; expected not_attempted"


def _served_problems(graded: dict[str, Graded]) -> Iterator[str]:
    """Who has nothing of the earlier assignments scores full marks all the same."""
    for result in graded[SERVED].results if SERVED in graded else ():
        if result.status is not Status.PASSED:
            message = " ".join(result.message.split())[:300]
            yield f"the {SERVED} is {result.status} in {result.id}; expected passed: {message}"


def _check_misconception(misconception: Misconception, results: list[TestResult], found: Verification) -> None:
    failing = [r for r in results if r.max_score and r.status is not Status.PASSED]
    failed = list(dict.fromkeys(r.question for r in failing))
    failed.sort(key=lambda q: q != misconception.fails[0])
    check = MisconceptionCheck(misconception.name, list(misconception.fails), failed, [r.id for r in failing])
    found.misconceptions.append(check)
    if not check.ok:
        fails = ", ".join(failed) or "nothing"
        found.problems.append(f"{misconception.name} fails {fails}; expected {', '.join(misconception.fails)}")
    for result in failing:
        if not result.status.is_settled:
            message = " ".join(result.message.split())[:300]
            found.problems.append(f"{misconception.name} is {result.status} in {result.id}: {message}")


def _differences(name: str, first: Graded, second: Graded) -> Iterator[str]:
    """What ran twice must give equal results."""
    before = {r.id: r for r in first.results}
    for again in second.results:
        result = before[again.id]
        if (result.status, result.score) != (again.status, again.score):
            yield f"{name} is {result.status} and then {again.status} in {result.id}; expected equal results"
        elif first.draws[result.id] != second.draws[result.id]:
            yield f"{name} met other inputs when {result.id} ran again; use the rng fixture for all randomness"


def _dependent_inputs(graded: dict[str, Graded]) -> Iterator[str]:
    """Of the draws of two submissions the shorter must be a prefix of the longer."""
    for test in graded["reference"].draws:
        draws = sorted((g.draws.get(test, []) for g in graded.values()), key=len)
        if any(longer[: len(shorter)] != shorter for shorter, longer in pairwise(draws)):
            yield f"the inputs of {test} depend on what the submission returns; draw them before the first call"


def _unneeded_tests(results: list[TestResult], found: Verification) -> Iterator[str]:
    caught = {test for m in found.misconceptions for test in m.failed_tests}
    for result in results:
        if result.max_score and result.id not in caught:
            yield f"{result.id}: delete this test and nothing is missed, since no misconception fails it"


def _only_tests(found: Verification) -> Iterator[str]:
    for check in found.misconceptions:
        if len(check.failed_tests) == 1:
            yield f"{check.failed_tests[0]}: only this test catches {check.name}"
