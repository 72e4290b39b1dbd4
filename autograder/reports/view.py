"""Turn the record of one submission into what its pages say: words, order, counts, scores as text.

Pure functions of records; escapes nothing and decides nothing about who may read what.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograder.model import Status, SubmissionStatus
from autograder.reports.mistakes import MistakesView, mistakes_view
from autograder.reports.text import one_line
from autograder.reports.words import (
    ISOLATION_NOTES,
    STATUS_WORDS,
    SUBMISSION_WORDS,
    VISIBILITY_WORDS,
    Words,
    count_text,
    points_text,
    served_text,
    share_of,
)
from autograder.results import Feedback, FeedbackTest, QuestionResult, SubmissionResult, TestResult

AnyResult = Feedback | SubmissionResult
AnyTest = FeedbackTest | TestResult


# What to mend first: results and errors, then what is not there, then what is not the student's.
_ORDER = (Status.MISSING, Status.NOT_ATTEMPTED, Status.GRADER_FAULT, Status.INCONCLUSIVE)
_GROUPED = (Status.MISSING, Status.NOT_ATTEMPTED)


@dataclass(slots=True)  # not frozen, which takes three times as long to make: there are many
class TestView:
    """One test. ``record`` holds what may be shown: of a ``Feedback`` never more than the student may read."""

    __test__ = False

    record: AnyTest
    words: Words
    points: str  # "0 / 3"; empty for a test without points
    raised: str  # "ValueError in convolution.py, line 12"
    has_hint_of_before: bool = False  # an earlier test of the question gave the same hint


@dataclass(frozen=True)
class TestGroup:
    """Tests of one question that all wait for the same thing: code that is not there."""

    __test__ = False

    words: Words
    tests: list[TestView]
    messages: list[str]
    hints: list[str]


@dataclass(frozen=True)
class QuestionView:
    """One question with the tests to look at, the most urgent first."""

    name: str
    title: str
    points: str
    share: float  # of the maximum, 0 to 1, for the bar
    passed: int
    count: int  # of the tests shown
    withheld: int
    extra_credit: bool
    words: Words
    open_tests: list[TestView]
    groups: list[TestGroup]

    @property
    def needs_work(self) -> bool:
        """Whether a test is not passed."""
        return bool(self.open_tests or self.groups)


@dataclass(frozen=True)
class SubmissionView:
    """One submission, in the order of its page."""

    record: AnyResult
    headline: str
    start_with: str  # what to mend first: a test, or a question that is not begun
    lead: str
    points: str
    share: float
    words: Words
    questions: list[QuestionView]
    needs_work: bool
    mistakes: MistakesView | None
    served: list[str]  # a sentence for each group of functions
    passed: list[TestView]
    passed_pictures: int
    later: list[TestView]
    later_note: str
    isolation_note: str


def submission_view(record: AnyResult) -> SubmissionView:
    """Arrange one submission for reading."""
    tests = [test_view(test) for test in record.tests]
    shown = [test for test in tests if test.record.status is not None]
    passed = [test for test in shown if test.record.status is Status.PASSED]
    later = [test for test in tests if test.record.status is None]
    by_question: dict[str, list[TestView]] = {name: [] for name in record.questions}
    for test in tests:
        by_question.setdefault(test.record.question, []).append(test)
    questions = [
        question_view(name, record.questions.get(name) or _unknown(name), found) for name, found in by_question.items()
    ]
    return SubmissionView(
        record=record,
        headline=_headline(record, shown),
        start_with=_start_with(questions),
        lead=_lead(record),
        points=points_text(record.score, record.max_score),
        share=share_of(record.score, record.max_score),
        words=SUBMISSION_WORDS[record.status],
        questions=questions,
        needs_work=any(question.needs_work for question in questions),
        mistakes=mistakes_view(record),
        served=[served_text(served) for served in record.served],
        passed=passed,
        passed_pictures=sum(len(test.record.pictures) for test in passed),
        later=later,
        later_note=_later_note(later),
        isolation_note=ISOLATION_NOTES[record.isolation],
    )


def question_view(name: str, question: QuestionResult, tests: list[TestView]) -> QuestionView:
    """Arrange one question: what failed, then what is not written, then what is not settled."""
    shown = [test for test in tests if test.record.status is not None]
    failing = sorted((test for test in shown if test.record.status is not Status.PASSED), key=_urgency)
    passed = len(shown) - len(failing)
    return QuestionView(
        name=name,
        title=question.title,
        points=points_text(question.score, question.max_score),
        share=share_of(question.score, question.max_score),
        passed=passed,
        count=len(shown),
        withheld=len(tests) - len(shown),
        extra_credit=question.extra_credit,
        words=_question_words(shown, failing),
        open_tests=_with_hints_once(test for test in failing if test.record.status not in _GROUPED),
        groups=[group for status in _GROUPED if (group := _group(status, failing)).tests],
    )


def test_view(test: AnyTest) -> TestView:
    """Put one test into words."""
    raised = " in ".join(filter(None, [test.exception, test.line])) if test.exception or test.line else ""
    points = points_text(test.score, test.max_score) if test.max_score else ""
    return TestView(record=test, words=STATUS_WORDS[test.status], points=points, raised=raised)


def _unknown(name: str) -> QuestionResult:
    """A question that a test names and the record does not, so that no test is lost."""
    return QuestionResult(title=name, score=None, max_score=0.0)


def _urgency(test: TestView) -> int:
    status = test.record.status
    return 1 + _ORDER.index(status) if status in _ORDER else 0


def _with_hints_once(tests: Iterable[TestView]) -> list[TestView]:
    """The tests, each knowing whether its hint was just read."""
    told: set[str] = set()
    found = []
    for test in tests:
        hint = test.record.hint or ""
        found.append(replace(test, has_hint_of_before=True) if hint in told else test)
        told |= {hint} - {""}
    return found


def _group(status: Status, failing: Iterable[TestView]) -> TestGroup:
    tests = [test for test in failing if test.record.status is status]
    # without the last line, the raise itself: the first has said the same
    messages = dict.fromkeys(test.record.message.rsplit("\n", 1)[0] for test in tests if test.record.message)
    hints = dict.fromkeys(test.record.hint for test in tests if test.record.hint)
    return TestGroup(STATUS_WORDS[status], tests, list(messages), list(hints))


def _question_words(shown: list[TestView], failing: list[TestView]) -> Words:
    if not shown:
        return STATUS_WORDS[None]
    if not failing:
        return STATUS_WORDS[Status.PASSED]
    if len(failing) == len(shown) and len({test.words for test in failing}) == 1:
        return failing[0].words
    return Words("in part", "◐", "open") if len(failing) < len(shown) else Words("not passed", "✗", "bad")


def _headline(record: AnyResult, shown: list[TestView]) -> str:
    if record.status is SubmissionStatus.UNREADABLE:
        return one_line(record.reason) or "This submission could not be read."
    if not shown:
        return "No results to show yet."
    settled = [test for test in shown if test.record.status and test.record.status.is_settled]
    failing = [test for test in settled if test.record.status is not Status.PASSED]
    if failing:
        return f"{len(failing)} of {count_text(len(shown), 'test')} to look at"
    if len(settled) < len(shown):
        return f"Nothing for you to mend: {count_text(len(shown) - len(settled), 'test')} not settled yet"
    return "The test passes." if len(shown) == 1 else f"All {len(shown)} tests pass."


def _start_with(questions: list[QuestionView]) -> str:
    """The first test that is the student's to mend, in the order of the page."""
    for question in questions:
        if question.open_tests and question.open_tests[0].words.tone == "bad":
            return question.open_tests[0].record.title
        if question.groups:
            return question.title
    return ""


def _lead(record: AnyResult) -> str:
    if record.status is SubmissionStatus.UNREADABLE:
        return "Nothing in this submission could be graded. Put this right and hand in again."
    return record.reason


def _later_note(later: list[TestView]) -> str:
    """Why some tests are not here: "3 tests are shown after the due date. …"."""
    if not later:
        return ""
    when = dict.fromkeys(VISIBILITY_WORDS[test.record.visibility] for test in later)
    verb, whose = ("is", "Its") if len(later) == 1 else ("are", "Their")
    points = f"{whose} points are in no number on this page."
    return f"{count_text(len(later), 'test')} {verb} shown {' or '.join(when)}. {points}"


def require_feedback(feedback: object) -> None:
    """Refuse what ``redact`` did not return: the renderers for students call this first."""
    if not isinstance(feedback, Feedback) or not all(isinstance(test, FeedbackTest) for test in feedback.tests):
        raise TypeError("only a Feedback may be shown to students: pass the result through redact() first")
