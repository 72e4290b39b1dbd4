"""Explain the failures of one submission to staff: the failing call, the mistake behind it, and who else makes it.

For staff only: inputs of hidden tests and names of mistakes are in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from autograder.errors import InputError
from autograder.model import Status, SubmissionStatus
from autograder.reports.terminal import (
    MESSAGE_LINES,
    QUESTION_INDENT,
    TEXT_INDENT,
    quote,
    say,
    show_hint,
    show_picture,
    signed,
)
from autograder.reports.text import one_line, plain_text
from autograder.reports.view import test_view
from autograder.reports.words import count_text
from autograder.results import Record, SubmissionResult, TestResult

EXPLANATION_SCHEMA = "autograder/explanation/1"
_NOT_BEGUN = (Status.NOT_ATTEMPTED, Status.MISSING)


class Failure(Record):
    """One failing test with what is known about its cause."""

    test: TestResult
    explanation: str  # what the misconception's file says; empty if there is none
    others: int  # submissions of the class that make the same mistake


class Explanation(Record, kw_only=True):
    """What ``autograder explain --json`` prints."""

    schema: str = EXPLANATION_SCHEMA
    assignment: str
    title: str
    name: str
    status: SubmissionStatus
    reason: str
    passed: int
    not_begun: int  # tests of functions that are not there
    failures: list[Failure]


def explain(
    result: SubmissionResult,
    others: Iterable[SubmissionResult],
    explanations: Mapping[str, str],
    question: str | None = None,
) -> Explanation:
    """Gather what is known about the failures of a submission.

    Parameters
    ----------
    others : the other submissions of the class
    explanations : text by the name of a misconception
    question : only the tests of this one

    Raises
    ------
    InputError
        If the submission has no such question.
    """
    if question is not None and question not in result.questions:
        raise InputError(f"{result.name} has no question {question!r}; it has: {', '.join(result.questions)}")
    shared = Counter(name for other in others for name in {test.misconception for test in other.tests})
    tests = [test for test in result.tests if question in (None, test.question)]
    failing = [test for test in tests if test.status not in (Status.PASSED, *_NOT_BEGUN)]
    return Explanation(
        assignment=result.assignment,
        title=result.title,
        name=result.name,
        status=result.status,
        reason=result.reason,
        passed=sum(test.status is Status.PASSED for test in tests),
        not_begun=sum(test.status in _NOT_BEGUN for test in tests),
        failures=[_failure(test, shared, explanations) for test in failing],
    )


def _failure(test: TestResult, shared: Counter[str | None], explanations: Mapping[str, str]) -> Failure:
    name = test.misconception
    if name is None:
        return Failure(test=test, explanation="", others=0)
    return Failure(test=test, explanation=explanations.get(name, ""), others=shared[name])


def show_explanation(found: Explanation, console: Console) -> None:
    """Each failing test with its message, its mistake and the call to paste."""
    console.print(Text(f"{one_line(found.title)}: {one_line(found.name)}", style="bold"))
    if found.reason:
        quote(found.reason, console, QUESTION_INDENT, MESSAGE_LINES)
    told: set[str] = set()
    for failure in found.failures:
        _show_failure(failure, console, is_told=failure.test.misconception in told)
        told |= {failure.test.misconception or ""}
    if found.status is not SubmissionStatus.UNREADABLE:
        counts = {"passed": found.passed, "not written yet": found.not_begun, "to explain": len(found.failures)}
        parts = [f"{count} {what}" for what, count in counts.items() if count]
        say(Text(", ".join(parts) or "no tests", style="bold"), console, 0)


def _show_failure(failure: Failure, console: Console, *, is_told: bool) -> None:
    """One failure; what its mistake is about only if it was not just told."""
    test = failure.test
    view = test_view(test)
    label = ", ".join(filter(None, [view.words.label, view.points]))
    say(signed(view.words, f"{one_line(test.title)}: {label}"), console, QUESTION_INDENT)
    say(Text(one_line(test.id), style="dim"), console)
    for text in filter(None, [view.raised, test.message]):
        quote(text, console, TEXT_INDENT, MESSAGE_LINES)
    if test.place:
        say(f"Where: {one_line(test.place)}", console)
    for picture in test.pictures:
        show_picture(picture, console)
    if is_told:
        say(f"Mistake: {test.misconception}, as above", console)
    else:
        say(_cause(failure), console)
        say(failure.explanation, console)
        show_hint(test.hint, console)
    if test.call:
        say("To paste below the student's code:", console)
        console.print(Text(f"\n{plain_text(test.call)}"), soft_wrap=True)  # no margin and no break: it is to run
    console.print()


def _cause(failure: Failure) -> str:
    test = failure.test
    if test.misconception:
        others = count_text(failure.others, "other submission") if failure.others else "no other submission"
        return f"Mistake: {test.misconception}, shared by {others}"
    fits = f"; what fits: {', '.join(test.fits)}" if test.fits else ""
    return f"Mistake: not recognised{fits}"
