"""Turn the records of a class into what its index says: rows, a histogram, pass rates, misconceptions.

Pure functions of records; for staff only, since a test's id and a misconception's name are among them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, median

from autograder.model import Status
from autograder.reports.words import (
    ISOLATION_NOTES,
    STATUS_WORDS,
    SUBMISSION_WORDS,
    Words,
    number_text,
    points_text,
    share_of,
)
from autograder.results import Mistake, SubmissionResult, SubmissionSummary, Summary

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
class CommonMistake:
    """What several submissions, or one, get wrong for one reason."""

    name: str  # of a misconception or a pattern
    hint: str
    question: str  # its title
    lost: str  # points, over all submissions
    who: list[tuple[str, str | None]]  # submissions, each with its link


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
    mistakes: list[CommonMistake]
    isolation: str
    isolation_note: str


class _Tally:
    """What the class's page needs of the results, counted as they pass by: a class need not fit in memory."""

    def __init__(self, results: Iterable[SubmissionResult]) -> None:
        self.title = ""
        self.question_titles: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        self.test_titles: dict[str, str] = {}
        self.statuses: defaultdict[str, Counter[Status]] = defaultdict(Counter)
        self.mistakes: dict[str, list[tuple[str, Mistake]]] = {}  # by name: who makes it
        for result in results:
            self._add(result)

    def _add(self, result: SubmissionResult) -> None:
        self.title = self.title or result.title
        self.question_titles |= {name: question.title for name, question in result.questions.items()}
        if result.reason:
            self.reasons[result.name] = result.reason
        for test in result.tests:
            self.test_titles.setdefault(test.id, test.title)
            self.statuses[test.id][test.status] += 1
        for mistake in result.mistakes:
            self.mistakes.setdefault(mistake.name, []).append((result.name, mistake))


def class_view(summary: Summary, results: Iterable[SubmissionResult], links: Mapping[str, str]) -> ClassView:
    """Arrange a class for reading. ``links`` has the path of each submission's page by its name."""
    names = list(dict.fromkeys(name for submission in summary.submissions for name in submission.questions))
    tally = _Tally(results)
    titles = tally.question_titles
    rates = [_test_rate(test, tally.test_titles[test], counts) for test, counts in tally.statuses.items()]
    return ClassView(
        assignment=summary.assignment,
        title=tally.title or summary.assignment,
        facts=class_facts(summary.submissions),
        question_names=[(name, titles.get(name, name)) for name in names],
        rows=[_row(s, names, links.get(s.name), tally.reasons.get(s.name, "")) for s in summary.submissions],
        histogram=histogram(summary.submissions),
        questions=[_question_rate(name, titles.get(name, name), summary.submissions) for name in names],
        tests=sorted(rates, key=lambda rate: rate.rate),  # the hardest first
        mistakes=_common_mistakes(tally, links),
        isolation=summary.isolation.value,
        isolation_note=ISOLATION_NOTES[summary.isolation],
    )


def _common_mistakes(tally: _Tally, links: Mapping[str, str]) -> list[CommonMistake]:
    """What most submissions get wrong first."""
    found = []
    for name, made in sorted(tally.mistakes.items(), key=lambda item: -len(item[1])):
        first = made[0][1]
        title = tally.question_titles.get(first.question, first.question)
        lost = number_text(sum(mistake.points for _, mistake in made))
        who = [(submission, links.get(submission)) for submission, _ in made]
        found.append(CommonMistake(name, first.hint, title, lost, who))
    return found


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


def _test_rate(identity: str, title: str, counts: Counter[Status]) -> Rate:
    """The share of submissions that pass a test; unsettled runs count for nothing."""
    settled = sum(count for status, count in counts.items() if status.is_settled)
    passed = counts[Status.PASSED]
    others = Counter({status: count for status, count in counts.items() if status is not Status.PASSED})
    usual = ", ".join(f"{count} {STATUS_WORDS[status].label}" for status, count in others.most_common(2))
    return Rate(identity, title, passed / settled if settled else 0.0, f"{passed} of {settled}", usual)
