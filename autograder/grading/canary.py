"""Prove that nothing hidden reaches what students read: canaries echo all they are given, through every channel.

A canary is the reference with every function telling its arguments and results. What staff may read of it shows which
values it was given in hidden tests; what students may read must hold none of them, in no encoding. Runs nothing.
"""

import base64
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.grading.runner import Graded
from autograder.manifest import Assignment
from autograder.model import Isolation, SubmissionStatus, Visibility
from autograder.results import SubmissionResult, TestResult, to_json
from autograder.scoring.points import question_results
from autograder.scoring.visibility import Moment, redact

CHANNELS = ("output", "exception", "result", "death")
_TOLD = re.compile(r"canary:(\S+)")
_LENGTH = 9  # characters of a decimal, from its first digit that is not 0: the later digits may be rounded, and eight
# digits are nobody's by chance


def canary_submissions(reference: str) -> dict[str, str]:
    """The canaries by name, made from the source of a reference."""
    echo = Path(__file__).with_name("echo.py").read_text(encoding="utf-8")
    return {f"canary by {channel}": f"{reference}\n\n{echo}\n\nCHANNEL = {channel!r}\n" for channel in CHANNELS}


def leaks(assignment: Assignment, graded: dict[str, Graded]) -> Iterator[str]:
    """One line for each canary of which students could read something hidden, whenever they look."""
    hidden = hidden_values(test for each in graded.values() for test in each.results)
    for name, each in graded.items():
        for moment in (Moment(), Moment(due_passed=True, published=True)):
            found = leaks_in(to_json(redact(_result(assignment, name, each), moment)), hidden)
            if found:
                told = ", ".join(found[:3])
                yield f"the {name} shows {len(found)} hidden values to the student, such as {told}"
                break


def _result(assignment: Assignment, name: str, graded: Graded) -> SubmissionResult:
    return SubmissionResult(
        assignment=assignment.name, title=assignment.manifest.title, name=name, status=SubmissionStatus.GRADED,
        score=0.0, max_score=0.0, isolation=Isolation.PROCESS, tests=graded.results, warnings=graded.warnings,
        output=graded.output, questions=question_results(assignment.manifest, graded.results),
    )  # fmt: skip


def hidden_values(tests: Iterable[TestResult]) -> frozenset[str]:
    """Every encoding of every number that canaries were given in hidden tests and in no visible one."""
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for test in tests:
        told[test.visibility is Visibility.VISIBLE].update(_TOLD.findall(test.output))
    return frozenset(form for number in told[False] - told[True] for form in _encodings(number))


def _encodings(number: str) -> Iterator[str]:
    """The forms in which a number may be told; none if it is too short to be told from others."""
    try:
        value = float(number)
    except ValueError:  # cut off where the output was
        return
    if len(number.strip("-0.").partition("e")[0]) < _LENGTH:
        return
    raw = struct.pack("<d", value)
    forms = [number.lstrip("-0.")[:_LENGTH], f"{abs(value):.16e}"[:_LENGTH], raw.hex(), value.hex().partition("x1.")[2]]
    for shift in range(3):  # how base64 cuts eight bytes depends on what stands before them
        text = base64.b64encode(bytes(shift) + raw + bytes(3)).decode()
        forms.append(text[-(-shift * 4 // 3) : (shift + 8) * 4 // 3])
    for form in forms:
        yield from (form, form[::-1])


def leaks_in(text: str, hidden: frozenset[str]) -> list[str]:
    """Which of the hidden values stand in a text."""
    windows = {text[start : start + _LENGTH] for start in range(len(text) - _LENGTH + 1)}  # all are at least as long
    return sorted(value for value in hidden if value[:_LENGTH] in windows and value in text)
