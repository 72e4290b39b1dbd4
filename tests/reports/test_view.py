"""Words, order and counts of the pages."""

import pytest

from autograder.model import Isolation, Status, SubmissionStatus
from autograder.reports.view import submission_view
from autograder.reports.words import ISOLATION_NOTES, STATUS_WORDS, SUBMISSION_WORDS, number_text, points_text, share_of
from autograder.scoring.visibility import Moment, redact

from .samples import one_test, result_of, typical, typical_feedback, ungraded, unreadable


@pytest.mark.parametrize(
    ("number", "text"), [(8.0, "8"), (7.5, "7.5"), (2 / 3, "0.67"), (0.1 + 0.2, "0.3"), (0.0, "0"), (100.0, "100")]
)
def test_numbers_have_no_more_decimals_than_they_need(number, text):
    assert number_text(number) == text


def test_points_say_score_and_maximum():
    assert points_text(7.5, 10.0) == "7.5 / 10"
    assert points_text(None, 10.0) == "– / 10"
    assert points_text(0.0, 0.0) == ""


def test_a_share_stays_within_its_bar():
    assert share_of(12.0, 10.0) == 1.0
    assert share_of(None, 10.0) == 0.0
    assert share_of(0.0, 0.0) == 0.0


def test_every_word_of_the_domain_has_words_for_people():
    assert set(STATUS_WORDS) == {*Status, None}
    assert set(SUBMISSION_WORDS) == set(SubmissionStatus)
    assert set(ISOLATION_NOTES) == set(Isolation)


def test_wrong_results_come_before_what_is_ours_to_mend():
    tests = [one_test(Status.GRADER_FAULT), one_test(), one_test(Status.ERROR), one_test(Status.FAILED)]

    [question] = submission_view(result_of(tests)).questions

    assert [test.record.status for test in question.open_tests] == [Status.ERROR, Status.FAILED, Status.GRADER_FAULT]


def test_what_is_not_written_is_said_once_a_question():
    fast = submission_view(typical()).questions[-1]

    assert fast.open_tests == []
    assert [len(group.tests) for group in fast.groups] == [3]
    assert fast.words.label == "not written yet"


def test_what_is_not_written_is_named_with_its_place_but_without_the_raise():
    test = one_test(Status.NOT_ATTEMPTED)
    place = "NotImplementedError: relu: write this part\n  losses.py, line 130, in relu"
    test.message = f"{place}\n    raise NotImplementedError"

    [question] = submission_view(result_of([test])).questions

    assert question.groups[0].messages == [place]


def test_a_question_that_is_withheld_whole_says_so():
    view = submission_view(typical_feedback())

    assert [(q.name, q.withheld) for q in view.questions if q.withheld] == [("im2col", 1)]
    assert view.later_note.startswith("1 test is shown once the results are published.")


def test_the_page_starts_with_the_first_thing_to_mend():
    view = submission_view(typical_feedback())

    assert view.headline == "7 of 11 tests to look at"
    assert view.start_with == "the gradient of the padded input has the input's shape"


def test_the_reason_is_the_headline_of_an_unreadable_submission():
    assert submission_view(unreadable()).headline.startswith("convolution.py and convolution.ipynb differ")


def test_our_fault_gives_the_student_nothing_to_mend():
    view = submission_view(redact(ungraded(), Moment()))

    assert view.headline == "Nothing for you to mend: 2 tests not settled yet"
    assert view.start_with == ""


def test_all_passed_is_said_plainly():
    assert submission_view(result_of([one_test(), one_test()])).headline == "All 2 tests pass."
