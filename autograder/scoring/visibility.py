"""Decide what a student may read: the one redaction of the project.

Builds every ``Feedback`` there is; copies field by field what a rule allows, so that a field that is
added to the results tomorrow stays with staff until somebody decides otherwise.

A worker that has met a hidden input may put it into any text. So of a hidden test only these pass: words of
the trusted side (status, score, the author's feedback, the hint, the place), a class name out of a closed
list, and a line of the student's file in a fixed form.
"""

import builtins
import re
from dataclasses import dataclass

from autograder.model import Status, SubmissionStatus, Visibility
from autograder.results import Feedback, FeedbackMistake, FeedbackTest, QuestionResult, SubmissionResult, TestResult
from autograder.scoring.points import question_result, submission_status, sum_points, total

OWN_EXCEPTION = "an exception of your own"
NOT_SETTLED = "Some tests could not be settled. No points are lost: they run again, or a person decides."

_BUILT_IN_EXCEPTIONS = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)
_RAISING = (Status.ERROR, Status.NOT_ATTEMPTED)
_LINE = re.compile(r"[^\x00-\x1f\x7f]{1,80}\.(py|ipynb)( cell [0-9]{1,4})?, line [0-9]{1,5}")
_PARAMETERS = re.compile(r"\s*\[.*\]\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class Moment:
    """When feedback is read: what has happened by then."""

    due_passed: bool = False
    published: bool = False


def redact(result: SubmissionResult, moment: Moment) -> Feedback:
    """Keep of a result what its student may read at a moment.

    Tests whose time has not come keep their title and worth, count as withheld and are in no score.
    The submission's own warnings and output stay: they were met before any hidden input.
    """
    shown = [test for test in result.tests if not _is_withheld(test, moment)]
    withheld = len(result.tests) - len(shown)
    status, questions = result.status, result.questions
    score, max_score = result.score, result.max_score
    if withheld:
        questions = {name: _question_of(name, q, shown) for name, q in result.questions.items()}
        score, max_score = total(questions)
        if status is submission_status(result.tests):
            status = submission_status(shown)
        else:  # unreadable, or a fault of ours that is in no test: it holds whatever is shown
            score = result.score
    return Feedback(
        assignment=result.assignment,
        title=result.title,
        name=result.name,
        status=status,
        score=score,
        max_score=max_score,
        isolation=result.isolation,
        questions=questions,
        tests=[_redact_test(test, moment) for test in result.tests],
        mistakes=_mistakes(result, moment),
        served=result.served,
        withheld=withheld,
        reason=_reason(result, status),
        warnings=result.warnings,
        output=result.output,
    )


def _question_of(name: str, question: QuestionResult, shown: list[TestResult]) -> QuestionResult:
    tests = [test for test in shown if test.question == name]
    return question_result(question.title, tests, extra_credit=question.extra_credit)


def _reason(result: SubmissionResult, status: SubmissionStatus) -> str:
    """Why it is unreadable; why it is ungraded only in our words, for a fault may quote a hidden test."""
    if status is SubmissionStatus.UNREADABLE:
        return result.reason
    return NOT_SETTLED if status is SubmissionStatus.UNGRADED else ""


def _mistakes(result: SubmissionResult, moment: Moment) -> list[FeedbackMistake]:
    """The mistakes behind failures that are shown, without their names.

    Count, points and order follow from what is shown alone: a withheld failure must not be told by a sum.
    """
    shown = {test.id: i for i, test in enumerate(result.tests) if not _is_withheld(test, moment)}
    found = []
    for mistake in result.mistakes:
        tests = sorted(shown[identity] for identity in mistake.tests if identity in shown)
        if tests:
            points = sum_points(result.tests[i].max_score - (result.tests[i].score or 0.0) for i in tests)
            found.append(FeedbackMistake(hint=mistake.hint, question=mistake.question, tests=tests, points=points))
    return sorted(found, key=lambda mistake: (-len(mistake.tests), -mistake.points, mistake.tests))


def _is_withheld(test: TestResult, moment: Moment) -> bool:
    if test.visibility is Visibility.AFTER_DUE_DATE:
        return not moment.due_passed
    if test.visibility is Visibility.AFTER_PUBLISHED:
        return not moment.published
    return False


def _redact_test(test: TestResult, moment: Moment) -> FeedbackTest:
    if test.visibility is Visibility.VISIBLE:
        return _visible(test)
    return _withheld(test) if _is_withheld(test, moment) else _hidden(test)


def _visible(test: TestResult) -> FeedbackTest:
    return FeedbackTest(
        title=test.title,
        question=test.question,
        visibility=test.visibility,
        max_score=test.max_score,
        status=test.status,
        score=test.score,
        message=test.message,
        feedback=test.feedback,
        hint=test.hint,
        place=test.place,
        exception=test.exception,
        line=test.line,
        output=test.output,
        pictures=test.pictures,
        warnings=test.warnings,
    )


def _withheld(test: TestResult) -> FeedbackTest:
    return FeedbackTest(
        title=_without_parameters(test.title),
        question=test.question,
        visibility=test.visibility,
        max_score=test.max_score,
        status=None,
        score=None,
    )


def _hidden(test: TestResult) -> FeedbackTest:
    passed = test.status is Status.PASSED
    return FeedbackTest(
        title=_without_parameters(test.title),
        question=test.question,
        visibility=test.visibility,
        max_score=test.max_score,
        status=test.status,
        score=test.score,
        feedback="" if passed else test.feedback,
        hint=None if passed else test.hint,
        place=None if passed else test.place,
        exception=_exception(test),
        line=test.line if test.status in _RAISING and _LINE.fullmatch(test.line or "") else None,
    )


def _exception(test: TestResult) -> str | None:
    """A class name that the student could not choose: a built-in one, or none."""
    if test.status is not Status.ERROR or test.exception is None:
        return None
    return test.exception if test.exception in _BUILT_IN_EXCEPTIONS else OWN_EXCEPTION


def _without_parameters(title: str) -> str:
    """Cut pytest's parameter ids, which hold inputs: "strides [3-0]" becomes "strides"."""
    return _PARAMETERS.sub("", title)
