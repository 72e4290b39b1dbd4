"""What the redaction lets through, and above all what it does not."""

import msgspec
import pytest

from autograder.model import Isolation, Status, SubmissionStatus, Visibility
from autograder.results import Feedback, Mistake, Picture, QuestionResult, SubmissionResult, TestResult, to_json
from autograder.scoring.visibility import NOT_SETTLED, OWN_EXCEPTION, Moment, redact

SECRET = "0.7312345"
NOW = Moment()


def one_test(status: Status, visibility: Visibility = Visibility.HIDDEN, **changes: object) -> TestResult:
    score = (1.0 if status is Status.PASSED else 0.0) if status.is_settled else None
    fields: dict[str, object] = {
        "id": f"hidden/test_x.py::test_x[{SECRET}]",
        "title": f"the border is kept [{SECRET}]",
        "question": "conv1d",
        "status": status,
        "score": score,
        "max_score": 1.0,
        "visibility": visibility,
        "message": f"expected {SECRET}",
        "feedback": "Look at the border.",
        "hint": "Whose is the border?",
        "misconception": f"crop_{SECRET}",
        "place": "axis 1, first entry",
        "exception": f"Leak{SECRET}",
        "line": "convolution.py, line 12",
        "output": SECRET,
        "warnings": [SECRET],
        "fits": [SECRET],
        "call": f"f({SECRET})",
        "pictures": [Picture(name=SECRET, kind="series", shape=[1], values=[float(SECRET)], text=SECRET)],
    }
    return TestResult(**{**fields, **changes})  # type: ignore[arg-type]


def result_of(*tests: TestResult, **changes: object) -> SubmissionResult:
    fields: dict[str, object] = {
        "assignment": "04_convolution",
        "title": "Convolution",
        "name": "ada",
        "status": SubmissionStatus.GRADED,
        "score": sum(test.score or 0 for test in tests),
        "max_score": float(len(tests)),
        "isolation": Isolation.SANDBOX,
        "questions": {"conv1d": QuestionResult(title="One", score=1.0, max_score=float(len(tests)))},
        "tests": list(tests),
        "warnings": ["cell 3 was passed over"],
        "output": "loading",
    }
    return SubmissionResult(**{**fields, **changes})  # type: ignore[arg-type]


def mistake(*tests: TestResult, name: str = SECRET) -> Mistake:
    identities = [test.id for test in tests]
    return Mistake(name=name, hint="Whose is it?", question="conv1d", tests=identities, points=99.0)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("visibility", [v for v in Visibility if v is not Visibility.VISIBLE])
@pytest.mark.parametrize("moment", [Moment(), Moment(due_passed=True), Moment(due_passed=True, published=True)])
def test_no_text_that_a_worker_could_choose_gets_out_of_a_hidden_test(status, visibility, moment):
    test = one_test(status, visibility)

    feedback = redact(result_of(test, reason=SECRET, mistakes=[mistake(test)]), moment)

    assert SECRET not in to_json(feedback)


def test_a_visible_test_is_shown_whole():
    test = one_test(Status.FAILED, Visibility.VISIBLE)

    [shown] = redact(result_of(test), NOW).tests

    for field in msgspec.structs.fields(type(shown)):
        assert getattr(shown, field.name) == getattr(test, field.name)


def test_a_hidden_failure_keeps_what_teaches():
    [shown] = redact(result_of(one_test(Status.FAILED)), NOW).tests

    assert shown.title == "the border is kept"
    assert (shown.status, shown.score, shown.max_score) == (Status.FAILED, 0.0, 1.0)
    assert (shown.feedback, shown.hint, shown.place) == (
        "Look at the border.",
        "Whose is the border?",
        "axis 1, first entry",
    )
    assert (shown.exception, shown.line) == (None, None)


def test_a_passed_hidden_test_needs_no_advice():
    [shown] = redact(result_of(one_test(Status.PASSED)), NOW).tests

    assert (shown.feedback, shown.hint, shown.place) == ("", None, None)


@pytest.mark.parametrize(
    ("raised", "shown_as"),
    [
        ("ValueError", "ValueError"),
        ("RecursionError", "RecursionError"),
        ("print", OWN_EXCEPTION),
        ("X", OWN_EXCEPTION),
    ],
)
def test_only_built_in_exceptions_are_named(raised, shown_as):
    [shown] = redact(result_of(one_test(Status.ERROR, exception=raised)), NOW).tests

    assert shown.exception == shown_as
    assert shown.line == "convolution.py, line 12"


@pytest.mark.parametrize(
    "line", ["0.73", "convolution.py, line 73123450000", "a\nb.py, line 1", "x" * 99 + ".py, line 1"]
)
def test_a_line_in_any_other_form_is_dropped(line):
    [shown] = redact(result_of(one_test(Status.ERROR, line=line)), NOW).tests

    assert shown.line is None


def test_the_line_of_a_notebook_cell_is_kept():
    line = "convolution.ipynb cell 3, line 2"

    [shown] = redact(result_of(one_test(Status.NOT_ATTEMPTED, line=line)), NOW).tests

    assert shown.line == line


@pytest.mark.parametrize(
    ("visibility", "before", "after"),
    [
        (Visibility.AFTER_DUE_DATE, Moment(published=True), Moment(due_passed=True)),
        (Visibility.AFTER_PUBLISHED, Moment(due_passed=True), Moment(published=True)),
    ],
)
def test_a_test_is_withheld_until_its_moment(visibility, before, after):
    result = result_of(one_test(Status.PASSED), one_test(Status.FAILED, visibility))

    early, late = redact(result, before), redact(result, after)

    withheld = early.tests[1]
    assert (withheld.status, withheld.score, withheld.max_score) == (None, None, 1.0)
    assert (withheld.feedback, withheld.hint, withheld.place) == ("", None, None)
    assert (early.withheld, early.score, early.max_score) == (1, 1.0, 1.0)
    assert (early.questions["conv1d"].score, early.questions["conv1d"].max_score) == (1.0, 1.0)
    assert (late.withheld, late.score, late.max_score) == (0, 1.0, 2.0)
    assert late.tests[1].hint == "Whose is the border?"


def test_a_withheld_fault_is_no_news_yet():
    tests = one_test(Status.PASSED), one_test(Status.GRADER_FAULT, Visibility.AFTER_PUBLISHED)
    result = result_of(*tests, status=SubmissionStatus.UNGRADED, score=None, reason=SECRET)

    feedback = redact(result, NOW)

    assert (feedback.status, feedback.score, feedback.reason) == (SubmissionStatus.GRADED, 1.0, "")


def test_a_fault_that_is_in_no_test_stays_when_tests_are_withheld():
    """The tests alone would have made it graded, and the student would have read a score that was not one."""
    tests = one_test(Status.PASSED), one_test(Status.FAILED, Visibility.AFTER_PUBLISHED)
    result = result_of(*tests, status=SubmissionStatus.UNGRADED, score=None, reason=SECRET)

    feedback = redact(result, NOW)

    assert (feedback.status, feedback.score, feedback.reason) == (SubmissionStatus.UNGRADED, None, NOT_SETTLED)


def test_why_a_submission_is_ungraded_is_said_in_our_words():
    result = result_of(one_test(Status.GRADER_FAULT), status=SubmissionStatus.UNGRADED, score=None, reason=SECRET)

    feedback = redact(result, NOW)

    assert feedback.reason == NOT_SETTLED
    assert feedback.tests[0].status is Status.GRADER_FAULT


def test_an_unreadable_submission_keeps_reason_and_score():
    result = result_of(status=SubmissionStatus.UNREADABLE, reason="not a notebook", max_score=40.0)

    feedback = redact(result, NOW)

    assert (feedback.status, feedback.reason) == (SubmissionStatus.UNREADABLE, "not a notebook")
    assert (feedback.score, feedback.max_score) == (0, 40.0)


def test_a_mistake_keeps_its_hint_and_loses_its_name():
    first, second = (one_test(Status.FAILED, id=name, max_score=2.0) for name in ("a", "b"))

    [shown] = redact(result_of(one_test(Status.PASSED), first, second, mistakes=[mistake(first, second)]), NOW).mistakes

    assert (shown.hint, shown.question, shown.tests, shown.points) == ("Whose is it?", "conv1d", [1, 2], 4.0)
    assert not hasattr(shown, "name")


def test_a_withheld_failure_is_counted_in_no_mistake():
    """The record that staff read says 99 points and the larger mistake first: neither may come through."""
    shown = [one_test(Status.FAILED, id=name) for name in ("a", "b", "c")]
    late = [one_test(Status.FAILED, Visibility.AFTER_PUBLISHED, id=name) for name in ("d", "e", "f")]
    mistakes = [mistake(*late), mistake(shown[0], *late), mistake(*shown[1:])]

    feedback = redact(result_of(*shown, *late, mistakes=mistakes), NOW)

    assert [(m.tests, m.points) for m in feedback.mistakes] == [([1, 2], 2.0), ([0], 1.0)]


def test_what_was_met_while_loading_is_shown():
    feedback = redact(result_of(one_test(Status.PASSED)), NOW)

    assert isinstance(feedback, Feedback)
    assert (feedback.warnings, feedback.output) == (["cell 3 was passed over"], "loading")
