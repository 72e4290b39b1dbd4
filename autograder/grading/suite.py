"""The collected tests of an assignment, checked against its manifest.

Knows pytest's items; runs nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import InputError
from autograder.manifest import MANIFEST_NAME, Assignment, Limits
from autograder.model import Visibility


@dataclass(frozen=True, slots=True)
class CollectedTest:
    """One test: pytest's item and what its marks say."""

    item: pytest.Function
    id: str
    title: str
    question: str
    points: float
    visibility: Visibility
    feedback: str
    limits: Limits

    @property
    def is_visible(self) -> bool:
        """Whether it runs before the worker sees a hidden input."""
        return self.visibility is Visibility.VISIBLE


def collected_tests(items: Sequence[pytest.Item], assignment: Assignment) -> list[CollectedTest]:
    """Read the marks of the collected items.

    Raises
    ------
    InputError
        One line for the first test whose marks do not fit the manifest.
    """
    return [_collected(item, assignment) for item in items if isinstance(item, pytest.Function)]


def _collected(item: pytest.Function, assignment: Assignment) -> CollectedTest:
    is_public = item.path.is_relative_to(assignment.checks.resolve())
    folder = assignment.checks if is_public else assignment.hidden
    test_id = f"{folder.name}/{item.path.relative_to(folder.resolve()).as_posix()}::{item.nodeid.partition('::')[2]}"
    mark = item.get_closest_marker("question")
    if mark is None:
        raise InputError(f'{test_id}: no question; expected @question("name", points=…) above it')
    question = mark.args[0]
    if question not in assignment.manifest.questions:
        names = ", ".join(assignment.manifest.questions)
        raise InputError(f"{test_id}: question {question!r} is unknown; {MANIFEST_NAME} has {names}")
    points = float(mark.kwargs.get("points", 0))
    if points < 0 or (points == 0 and not is_public):
        raise InputError(f"{test_id}: points: expected a number above 0, got {points:g}: set points=… in @question")
    shown = item.get_closest_marker("visibility")
    default = Visibility.VISIBLE if is_public else assignment.manifest.visibility
    return CollectedTest(
        item=item,
        id=test_id,
        title=_title(item),
        question=question,
        points=points,
        visibility=Visibility(shown.args[0]) if shown else default,
        feedback=_mark_text(item, "feedback"),
        limits=assignment.manifest.limits_of(question),
    )


def _title(item: pytest.Function) -> str:
    doc = (item.function.__doc__ or "").strip().splitlines()
    title = doc[0].rstrip(".") if doc else item.originalname.removeprefix("test_").replace("_", " ")
    callspec: Any = getattr(item, "callspec", None)
    return f"{title} [{callspec.id}]" if callspec else title


def _mark_text(item: pytest.Function, name: str) -> str:
    mark = item.get_closest_marker(name)
    return str(mark.args[0]) if mark else ""


def check_against_manifest(tests: Iterable[CollectedTest], assignment: Assignment) -> None:
    """Check that each question has tests, and that their points add up.

    Raises
    ------
    InputError
        One line with the file, the key and what is expected.
    """
    path = Path(assignment.name) / MANIFEST_NAME
    sums = dict.fromkeys(assignment.manifest.questions, 0.0)
    counts = dict.fromkeys(assignment.manifest.questions, 0)
    for test in tests:
        sums[test.question] += test.points
        counts[test.question] += test.points > 0
    for name, question in assignment.manifest.questions.items():
        if not counts[name]:
            raise InputError(f"{path}: questions.{name}: no test gives points for it; expected at least one")
        # Points are written in decimal: sums of tenths may differ in the last bits.
        if abs(sums[name] - question.points) > 1e-9:
            raise InputError(
                f"{path}: questions.{name}.points: is {question.points:g}, but its tests add up to {sums[name]:g}"
            )
