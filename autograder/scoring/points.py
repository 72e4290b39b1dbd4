"""Sum the tests of a submission into questions, and questions into a score.

Arithmetic on records only: no files, no late policy, no say in who sees the numbers.
"""

import math
from collections.abc import Iterable, Mapping

from autograder.manifest import Manifest
from autograder.model import SubmissionStatus
from autograder.results import QuestionResult, TestResult

# Points such as 0.1 or 1/3 have no exact binary form. Sums are kept to a millionth of a point: far below any
# difference that means something, far above what the additions lose, so that 0.1 + 0.2 is 0.3 and 3 × 1/3 is 1.
DECIMALS = 6


def question_results(manifest: Manifest, tests: Iterable[TestResult]) -> dict[str, QuestionResult]:
    """Sum tests into the manifest's questions, in the manifest's order.

    A question is worth what its tests are worth. Without any test, as for an unreadable submission,
    every question scores 0 of the manifest's points.

    Raises
    ------
    ValueError
        If a test belongs to no question: its points would vanish.
    """
    by_question: dict[str, list[TestResult]] = {name: [] for name in manifest.questions}
    for test in tests:
        if test.question not in by_question:
            raise ValueError(f"{test.id} belongs to no question of the manifest: {test.question!r}")
        by_question[test.question].append(test)
    if not any(by_question.values()):
        return {
            name: QuestionResult(title=q.title, score=0.0, max_score=q.points, extra_credit=q.extra_credit)
            for name, q in manifest.questions.items()
        }
    return {
        name: question_result(question.title, by_question[name], extra_credit=question.extra_credit)
        for name, question in manifest.questions.items()
    }


def question_result(title: str, tests: Iterable[TestResult], *, extra_credit: bool) -> QuestionResult:
    """Sum the tests of one question; its score is None while one of them is not settled."""
    tests = list(tests)
    return QuestionResult(
        title=title,
        score=_sum_or_none(test.score for test in tests),
        max_score=sum_points(test.max_score for test in tests),
        extra_credit=extra_credit,
    )


def total(questions: Mapping[str, QuestionResult]) -> tuple[float | None, float]:
    """The score of a submission and its maximum, which extra credit does not raise.

    The score is None while that of one question is.
    """
    score = _sum_or_none(question.score for question in questions.values())
    return score, sum_points(question.max_score for question in questions.values() if not question.extra_credit)


def submission_status(tests: Iterable[TestResult]) -> SubmissionStatus:
    """``ungraded`` while a test is not settled. Whether a submission is unreadable no test can tell."""
    settled = all(test.score is not None for test in tests)
    return SubmissionStatus.GRADED if settled else SubmissionStatus.UNGRADED


def sum_points(points: Iterable[float]) -> float:
    """Add points, to a millionth."""
    return round(math.fsum(points), DECIMALS)


def _sum_or_none(scores: Iterable[float | None]) -> float | None:
    known: list[float] = []
    for score in scores:
        if score is None:
            return None
        known.append(score)
    return sum_points(known)
