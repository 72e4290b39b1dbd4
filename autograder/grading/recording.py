"""Make the records of an assignment: grade its reference and every misconception once, and keep their traces.

Judges nothing: whether the misconceptions fail what they say is for ``verify``.
"""

from collections.abc import Mapping
from pathlib import Path

from autograder.authoring.markers import reference_source
from autograder.diagnosis.misconceptions import Misconception, apply_misconception
from autograder.diagnosis.records import REFERENCE, Records, is_recorded
from autograder.diagnosis.vote import KnownMistake
from autograder.grading.earlier_work import reference_work
from autograder.grading.protocol import Job, Setup
from autograder.grading.record_files import store_records
from autograder.grading.runner import Graded, SuiteRunner
from autograder.manifest import Assignment


def make_records(assignment: Assignment, setup: Setup, misconceptions: list[Misconception], path: Path) -> None:
    """Grade what is recorded, and store it.

    Raises
    ------
    InputError
        If the suite or its reference does not hold.
    """
    reference = reference_source(assignment.master.read_text(encoding="utf-8"))
    sources = {REFERENCE: reference} | {m.name: apply_misconception(m, reference) for m in misconceptions}
    names = list(sources)
    script = f"{assignment.module}.py"
    with SuiteRunner(recording(setup)) as runner:
        earlier = reference_work(assignment)
        jobs = [Job(number=i, chunks=[(script, sources[name])], earlier=earlier) for i, name in enumerate(names)]
        store_traces(path, {names[graded.number]: graded for graded in runner.grade(jobs)})


def recording(setup: Setup) -> Setup:
    """The same setup, for a run over the whole suite whose traces are wanted."""
    fields = {name: getattr(setup, name) for name in setup.__struct_fields__}
    return Setup(**{**fields, "record": True, "questions": []})


def store_traces(path: Path, graded: Mapping[str, Graded]) -> None:
    """Store what graders sent, by submission, but for the nine tests in ten that a misconception passes."""
    store_records(path, {name: _worth_keeping(name, each) for name, each in sorted(graded.items())})


def _worth_keeping(name: str, graded: Graded) -> dict[str, bytes]:
    statuses = {result.id: result.status for result in graded.results}
    return {test: trace for test, trace in graded.traces.items() if is_recorded(name, statuses[test])}


def known_mistakes(misconceptions: list[Misconception], records: Records) -> list[KnownMistake]:
    """The misconceptions as the vote sees them."""
    return [KnownMistake(m.name, m.hint, m.fails, records.tests_failed_by(m.name)) for m in misconceptions]
