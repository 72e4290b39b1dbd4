"""Sums of points: rounding, extra credit, and what an unsettled test does to them."""

import pytest

from autograder.manifest import Manifest, Question
from autograder.model import Status, SubmissionStatus, Visibility
from autograder.results import TestResult
from autograder.scoring.points import question_results, submission_status, total

MANIFEST = Manifest(
    title="Convolution",
    questions={
        "conv1d": Question(title="One dimension", points=1),
        "fast": Question(title="Fast", points=2, extra_credit=True),
    },
)


def scored(score: float | None, max_score: float, question: str = "conv1d") -> TestResult:
    return TestResult(
        id="hidden/test_x.py::test_x",
        title="x",
        question=question,
        status=Status.GRADER_FAULT if score is None else Status.PASSED if score else Status.FAILED,
        score=score,
        max_score=max_score,
        visibility=Visibility.HIDDEN,
    )


def test_a_tenth_and_two_tenths_are_three_tenths():
    tests = [scored(0.1, 0.1), scored(0.2, 0.2)]

    question = question_results(MANIFEST, tests)["conv1d"]

    assert (question.score, question.max_score) == (0.3, 0.3)


def test_three_thirds_are_one_point():
    tests = [scored(1 / 3, 1 / 3)] * 3

    assert question_results(MANIFEST, tests)["conv1d"].score == 1.0


def test_extra_credit_adds_to_the_score_and_not_to_the_maximum():
    questions = question_results(MANIFEST, [scored(1, 1), scored(2, 2, "fast")])

    assert total(questions) == (3.0, 1.0)


def test_an_unsettled_test_leaves_its_question_and_the_submission_without_score():
    tests = [scored(None, 1), scored(2, 2, "fast")]

    questions = question_results(MANIFEST, tests)

    assert questions["conv1d"].score is None
    assert questions["fast"].score == 2.0
    assert total(questions) == (None, 1.0)
    assert submission_status(tests) is SubmissionStatus.UNGRADED


def test_settled_tests_make_a_graded_submission_whatever_they_found():
    assert submission_status([scored(0, 1), scored(1, 1)]) is SubmissionStatus.GRADED


def test_without_tests_every_question_scores_zero_of_the_manifests_points():
    questions = question_results(MANIFEST, [])

    assert total(questions) == (0.0, 1.0)
    assert questions["fast"].max_score == 2.0


def test_public_checks_without_points_are_worth_nothing():
    questions = question_results(MANIFEST, [scored(0, 0)])

    assert total(questions) == (0.0, 0.0)


def test_questions_come_in_the_manifests_order():
    questions = question_results(MANIFEST, [scored(2, 2, "fast"), scored(1, 1)])

    assert list(questions) == ["conv1d", "fast"]


def test_a_test_of_no_question_is_refused():
    with pytest.raises(ValueError, match="belongs to no question"):
        question_results(MANIFEST, [scored(1, 1, "conv9d")])
