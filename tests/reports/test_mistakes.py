"""The sentence at the top: how much the mistakes explain."""

import pytest

from autograder.model import Status, Visibility
from autograder.reports.mistakes import mistakes_view
from autograder.results import Mistake
from autograder.scoring.visibility import Moment, redact

from .samples import BORDER_HINT, mistaken, one_test, result_of


def mistake(*tests: str, question: str = "conv1d") -> Mistake:
    return Mistake(name="flipped", hint="Which entry?", question=question, tests=list(tests), points=0.0)


def failures(count: int, **changes: object):
    return [one_test(Status.FAILED, id=f"t{i}", **changes) for i in range(count)]


@pytest.mark.parametrize("record", [mistaken(), redact(mistaken(), Moment())])
def test_staff_and_student_read_the_same_sentence(record):
    view = mistakes_view(record)

    assert view.sentence == "One mistake explains 4 of 5 failures; 7 points wait behind it."
    assert [(each.hint, each.extent) for each in view.each] == [(BORDER_HINT, "4 failures, 7 points")]


def test_only_staff_read_the_name():
    names = [mistakes_view(record).each[0].name for record in (mistaken(), redact(mistaken(), Moment()))]

    assert names == ["crop_always_one", ""]


@pytest.mark.parametrize(
    ("explained", "failed", "sentence"),
    [
        (1, 1, "One mistake explains the only failure; 2 points wait behind it."),
        (2, 2, "One mistake explains both failures; 4 points wait behind it."),
        (3, 3, "One mistake explains all 3 failures; 6 points wait behind it."),
        (1, 3, "One mistake explains 1 of 3 failures; 2 points wait behind it."),
    ],
)
def test_how_much_is_said_in_words(explained, failed, sentence):
    result = result_of(failures(failed), mistakes=[mistake(*[f"t{i}" for i in range(explained)])])

    assert mistakes_view(result).sentence == sentence


@pytest.mark.parametrize(
    ("worth", "sentence"),
    [
        (1.0, "One mistake explains the only failure; 1 point waits behind it."),
        (0.5, "One mistake explains the only failure; 0.5 points wait behind it."),
        (0.0, "One mistake explains the only failure."),
    ],
)
def test_points_are_counted(worth, sentence):
    result = result_of(failures(1, max_score=worth), mistakes=[mistake("t0")])

    assert mistakes_view(result).sentence == sentence


def test_a_failure_that_two_mistakes_explain_counts_once():
    result = result_of(failures(3), mistakes=[mistake("t0", "t1"), mistake("t1")])

    assert mistakes_view(result).sentence == "2 mistakes explain 2 of 3 failures; 4 points wait behind them."


def test_what_is_not_written_or_not_settled_is_no_failure():
    others = [one_test(status) for status in (Status.NOT_ATTEMPTED, Status.MISSING, Status.INCONCLUSIVE, Status.PASSED)]
    result = result_of([*failures(2), *others], mistakes=[mistake("t0", "t1")])

    assert mistakes_view(result).sentence.startswith("One mistake explains both failures")


def test_what_is_withheld_is_in_no_number():
    tests = [*failures(2), one_test(Status.FAILED, id="t2", visibility=Visibility.AFTER_PUBLISHED)]
    result = result_of(tests, mistakes=[mistake("t0", "t2")])

    early, late = (mistakes_view(redact(result, moment)) for moment in (Moment(), Moment(published=True)))

    assert early.sentence == "One mistake explains 1 of 2 failures; 2 points wait behind it."
    assert late.sentence == "One mistake explains 2 of 3 failures; 4 points wait behind it."


def test_without_a_mistake_nothing_is_said():
    assert mistakes_view(result_of(failures(1))) is None
