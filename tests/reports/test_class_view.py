"""The numbers of a class."""

from autograder.model import Status
from autograder.reports.class_view import class_view, histogram
from autograder.results import Mistake

from .samples import a_class, mistaken, one_test, result_of, summary_of


def test_full_marks_have_a_column_of_their_own():
    scores = [0.0, 1.9, 0.2, 2.0, 3.0]
    results = [result_of([one_test(score=score)], f"s{score}") for score in scores]

    columns = histogram(summary_of(results).submissions)

    assert [column.count for column in columns] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2]
    assert (columns[0].start, columns[0].end, columns[-1].start, columns[-1].end) == ("0", "9", "100", "")


def test_two_tenths_stand_in_the_column_that_starts_at_twenty():
    """0.6 / 3 × 10 is 1.9999999999999998 in binary, and stood one column too low."""
    results = [result_of([one_test(score=0.6, max_score=3.0)])]

    columns = histogram(summary_of(results).submissions)

    assert columns[2].count == 1


def test_unsettled_scores_are_left_out_of_the_histogram_and_said():
    view = class_view(summary_of(a_class()), a_class(), {})

    assert sum(column.count for column in view.histogram) == 8
    assert ("ungraded", "1") in view.facts


def test_the_hardest_test_comes_first():
    hard, easy = one_test(Status.FAILED, id="hard"), one_test(id="easy")
    fault = one_test(Status.GRADER_FAULT, id="easy")
    results = [result_of([easy, hard], "a"), result_of([fault, hard], "b")]

    view = class_view(summary_of(results), results, {})

    assert [(rate.name, rate.text, rate.usual) for rate in view.tests] == [
        ("hard", "0 of 2", "2 wrong result"),
        ("easy", "1 of 1", "1 not graded, our fault"),
    ]


def test_what_most_submissions_get_wrong_comes_first():
    rare = Mistake(name="zero", hint="Which?", question="im2col", tests=["t"], points=9.0)
    results = [mistaken("a", rare), mistaken("b"), mistaken("c")]

    found = class_view(summary_of(results), results, {"b": "b/staff.html"}).mistakes

    assert [(m.name, m.question, m.lost, m.who) for m in found] == [
        (
            "crop_always_one",
            "The gradients of a two-dimensional convolution",
            "14",
            [("b", "b/staff.html"), ("c", None)],
        ),
        ("zero", "Convolution as one matrix product", "9", [("a", None)]),
    ]


def test_an_empty_class_has_an_index():
    summary = summary_of(a_class())
    summary.submissions = []

    view = class_view(summary, [], {})

    assert view.facts == [("submissions", "0")]
