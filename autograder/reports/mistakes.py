"""What the top of a report says about mistakes: how much each one explains, and which points wait behind it.

Pure functions of records. A student's record has no names of mistakes and no test whose time has not come.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.model import Status
from autograder.reports.words import count_text
from autograder.results import Feedback, FeedbackMistake, FeedbackTest, Mistake, SubmissionResult, TestResult

_NOT_BEGUN = (Status.NOT_ATTEMPTED, Status.MISSING)  # no mistake explains what is not there


@dataclass(frozen=True)
class MistakeView:
    """One mistake with what mending it would bring."""

    name: str  # of a misconception or a pattern; empty for students
    hint: str
    question: str  # its title
    extent: str  # "3 failures, 6 points"


@dataclass(frozen=True)
class MistakesView:
    """The mistakes of a submission, below one sentence."""

    sentence: str  # "One mistake explains 4 of 5 failures; 7 points wait behind it."
    each: list[MistakeView]


def mistakes_view(record: Feedback | SubmissionResult) -> MistakesView | None:
    """The mistakes that explain failures of a submission; None if there is none."""
    if not record.mistakes:
        return None
    explained = _explained_tests(record)
    mistakes: Sequence[FeedbackMistake | Mistake] = record.mistakes
    titles = {name: question.title for name, question in record.questions.items()}
    each = [
        MistakeView(
            name=mistake.name if isinstance(mistake, Mistake) else "",
            hint=mistake.hint,
            question=titles.get(mistake.question, mistake.question),
            extent=", ".join([count_text(len(tests), "failure"), *_points(tests)]),
        )
        for mistake, tests in zip(mistakes, explained, strict=True)
    ]
    return MistakesView(_sentence(record, explained), each)


def _explained_tests(record: Feedback | SubmissionResult) -> list[list[FeedbackTest | TestResult]]:
    """Staff's records name tests by their ids, students' by their positions."""
    if isinstance(record, Feedback):
        return [[record.tests[position] for position in mistake.tests] for mistake in record.mistakes]
    tests = {test.id: test for test in record.tests}
    return [[tests[identity] for identity in mistake.tests if identity in tests] for mistake in record.mistakes]


def _sentence(record: Feedback | SubmissionResult, explained: Sequence[Sequence[FeedbackTest | TestResult]]) -> str:
    together = list({id(test): test for tests in explained for test in tests}.values())
    failures = sum(_is_failure(test) for test in record.tests)
    mistakes, verb, them = ("One mistake", "explains", "it")
    if len(explained) > 1:
        mistakes, verb, them = f"{len(explained)} mistakes", "explain", "them"
    waiting = "".join(f"; {p} {'waits' if p == '1 point' else 'wait'} behind {them}" for p in _points(together))
    return f"{mistakes} {verb} {_share(len(together), failures)}{waiting}."


def _is_failure(test: FeedbackTest | TestResult) -> bool:
    status = test.status
    return status is not None and status.is_settled and status not in (Status.PASSED, *_NOT_BEGUN)


def _share(part: int, whole: int) -> str:
    if part < whole:
        return f"{part} of {whole} failures"
    return {1: "the only failure", 2: "both failures"}.get(part, f"all {part} failures")


def _points(tests: Sequence[FeedbackTest | TestResult]) -> list[str]:
    """The points that the tests have not given yet; empty for none."""
    waiting = sum(test.max_score - (test.score or 0.0) for test in tests)
    return [count_text(waiting, "point")] if waiting > 0 else []
