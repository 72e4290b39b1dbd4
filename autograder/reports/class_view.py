"""Turn the records of a class into what its index says: rows, a histogram, pass rates, misconceptions.

Pure functions of records; for staff only, since a test's id and a misconception's name are among them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean, median

from autograder.model import Status
from autograder.reports.view import (
    ISOLATION_NOTES,
    STATUS_WORDS,
    SUBMISSION_WORDS,
    Words,
    number_text,
    points_text,
    share_of,
)
from autograder.results import SubmissionResult, SubmissionSummary, Summary, TestResult

BINS = 10  # equal shares of the maximum; full marks and more have a column of their own


@dataclass(frozen=True)
class Cell:
    """A score in the table of submissions."""

    points: str
    share: float
    level: str  # full | part | none | open, shown by a sign as well as by colour; empty: not in this submission


@dataclass(frozen=True)
class Row:
    """A submission in the table."""

    name: str
    link: str | None  # a path relative to the index
    words: Words
    total: Cell
    questions: list[Cell]
    reason: str


@dataclass(frozen=True)
class Bin:
    """A column of the histogram, its ends in per cent of the maximum."""

    start: str
    end: str  # empty for the last column
    height: float  # share of the tallest column
    count: int


@dataclass(frozen=True)
class Rate:
    """How a question or a test went over the class."""

    name: str
    title: str
    rate: float  # 0 to 1
    text: str  # "12 of 20"
    usual: str  # what happened most often to those who did not pass


@dataclass(frozen=True)
class MisconceptionCount:
    """A misconception and how many submissions share it."""

    name: str
    count: int
    hint: str


@dataclass(frozen=True)
class ClassView:
    """A class, in the order of its index."""

    assignment: str
    title: str
    facts: list[tuple[str, str]]
    question_names: list[tuple[str, str]]  # name and title
    rows: list[Row]
    histogram: list[Bin]
    questions: list[Rate]
    tests: list[Rate]
    misconceptions: list[MisconceptionCount]
    isolation: str
    isolation_note: str


def class_view(summary: Summary, results: list[SubmissionResult], links: Mapping[str, str]) -> ClassView:
    """Arrange a class for reading. ``links`` has the path of each submission's page by its name."""
    names = list(dict.fromkeys(name for submission in summary.submissions for name in submission.questions))
    titles = {name: question.title for result in results for name, question in result.questions.items()}
    reasons = {result.name: result.reason for result in results}
    return ClassView(
        assignment=summary.assignment,
        title=next((result.title for result in results), summary.assignment),
        facts=class_facts(summary.submissions),
        question_names=[(name, titles.get(name, name)) for name in names],
        rows=[_row(s, names, links.get(s.name), reasons.get(s.name, "")) for s in summary.submissions],
        histogram=histogram(summary.submissions),
        questions=[_question_rate(name, titles.get(name, name), summary.submissions) for name in names],
        tests=_test_rates(results),
        misconceptions=_misconceptions(results),
        isolation=summary.isolation.value,
        isolation_note=ISOLATION_NOTES[summary.isolation],
    )


def histogram(submissions: list[SubmissionSummary]) -> list[Bin]:
    """Count settled scores by their share of the maximum; the last column is full marks and more."""
    counts = [0] * (BINS + 1)
    for submission in submissions:
        if submission.score is not None and submission.max_score:
            # Rounded before it is floored: 0.7 × 10 must not fall below 7.
            counts[min(BINS, int(round(submission.score / submission.max_score * BINS, 9)))] += 1
    step = 100 // BINS
    tallest = max(counts) or 1
    return [
        Bin(str(i * step), str((i + 1) * step - 1) if i < BINS else "", count / tallest, count)
        for i, count in enumerate(counts)
    ]


def class_facts(submissions: list[SubmissionSummary]) -> list[tuple[str, str]]:
    """The numbers that sum a class up, each with its label."""
    counts = Counter(submission.status for submission in submissions)
    scores = [submission.score for submission in submissions if submission.score is not None]
    facts = [("submissions", str(len(submissions)))]
    facts += [(SUBMISSION_WORDS[status].label, str(counts[status])) for status in SUBMISSION_WORDS if counts[status]]
    if scores:
        worth = max(submission.max_score for submission in submissions)
        facts += [("median", points_text(median(scores), worth)), ("mean", points_text(fmean(scores), worth))]
    return facts


def _row(submission: SubmissionSummary, names: list[str], link: str | None, reason: str) -> Row:
    scores = [submission.questions.get(name) for name in names]
    return Row(
        name=submission.name,
        link=link,
        words=SUBMISSION_WORDS[submission.status],
        total=_cell(submission.score, submission.max_score, points_text(submission.score, submission.max_score)),
        questions=[_cell(q.score, q.max_score, "") if q else Cell("", 0.0, "") for q in scores],
        reason=reason,
    )


def _cell(score: float | None, max_score: float, points: str) -> Cell:
    share = share_of(score, max_score)
    level = "open" if score is None else "full" if share >= 1 else "part" if share > 0 else "none"
    return Cell(points or ("–" if score is None else number_text(score)), share, level)


def _question_rate(name: str, title: str, submissions: list[SubmissionSummary]) -> Rate:
    """The mean share of a question's points, over the submissions where it is settled."""
    found = [s.questions[name] for s in submissions if name in s.questions]
    shares = [share_of(q.score, q.max_score) for q in found if q.score is not None]
    full = sum(share >= 1 for share in shares)
    return Rate(name, title, fmean(shares) if shares else 0.0, f"{full} of {len(shares)}", "")


def _test_rates(results: list[SubmissionResult]) -> list[Rate]:
    """The share of submissions that pass each test, the hardest test first; unsettled runs count for nothing."""
    by_id: dict[str, list[TestResult]] = {}
    for result in results:
        for test in result.tests:
            by_id.setdefault(test.id, []).append(test)
    return sorted((_test_rate(identity, runs) for identity, runs in by_id.items()), key=lambda rate: rate.rate)


def _test_rate(identity: str, runs: list[TestResult]) -> Rate:
    settled = [run for run in runs if run.status.is_settled]
    passed = sum(run.status is Status.PASSED for run in settled)
    others = Counter(run.status for run in runs if run.status is not Status.PASSED)
    usual = ", ".join(f"{count} {STATUS_WORDS[status].label}" for status, count in others.most_common(2))
    rate = passed / len(settled) if settled else 0.0
    return Rate(identity, runs[0].title, rate, f"{passed} of {len(settled)}", usual)


def _misconceptions(results: list[SubmissionResult]) -> list[MisconceptionCount]:
    """The misconceptions met, by how many submissions share them."""
    counts: Counter[str] = Counter()
    hints: dict[str, str] = {}
    for result in results:
        found = {test.misconception: test.hint or "" for test in result.tests if test.misconception}
        counts.update(found.keys())
        hints.update(found)
    return [MisconceptionCount(name, count, hints[name]) for name, count in counts.most_common()]
