"""The results of grading as plain records with a versioned JSON form.

Records only: who computes them, and who may see them, is decided elsewhere.
"""

from typing import Any, Literal, TypeVar

import msgspec

from autograder.errors import InputError
from autograder.model import Isolation, Status, SubmissionStatus, Visibility

RESULT_SCHEMA = "autograder/result/1"
FEEDBACK_SCHEMA = "autograder/feedback/1"
SUMMARY_SCHEMA = "autograder/summary/1"


class Record(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The base of every record: keyword arguments only, and unknown keys are refused when read."""


class Picture(Record):
    """Numbers to be drawn: what a test attached, or where a result is wrong.

    ``heat_map``: an array of up to four axes. ``series``: one or several curves, ``(n,)`` or ``(curves, n)``.
    ``image``: ``(H, W)``, ``(H, W, 3)`` or ``(count, H, W)``. ``points``: ``(n, 2)``, or ``(n, 3)`` with a class each.
    ``text`` says the same in words, for who cannot see it.
    """

    name: str
    kind: Literal["heat_map", "series", "image", "points"]
    shape: list[int]
    values: list[float | None]  # in C order; None where there is no finite number
    text: str


class Mistake(Record):
    """One mistake that explains failures of a submission: what the report says at its top."""

    name: str  # of a misconception or a pattern
    hint: str
    question: str  # the one with the mistake
    tests: list[str]  # ids of the failures that it explains
    points: float  # that wait behind it


class Served(Record):
    """Functions of an earlier assignment that the reference computed for a submission, so that nobody pays twice.

    ``not_passed``: a question there is not fully passed. ``missing``: there is no such work, or it cannot be read.
    ``slow``: the student's take too long. ``failing``: they fail on arrays of the size that is needed here.
    """

    module: str
    assignment: str
    functions: list[str]
    why: Literal["not_passed", "missing", "slow", "failing"]


class TestResult(Record):
    """One test of one submission, with everything that staff may see.

    ``score`` is None while the result is not settled. Times are those of the worker alone.
    """

    __test__ = False  # not a test class, whatever pytest thinks of its name

    id: str
    title: str
    question: str
    status: Status
    score: float | None
    max_score: float
    visibility: Visibility
    message: str = ""
    feedback: str = ""  # the author's text, shown when the test fails
    hint: str | None = None
    misconception: str | None = None  # the name of the mistake, a misconception or a pattern, once the vote is over
    fits: list[str] = []  # names of the mistakes that fit this failure, the most specific first
    call: str = ""  # the failing call as a snippet of Python, for staff
    pictures: list[Picture] = []
    place: str | None = None  # where a result is wrong, in words that hold no value
    exception: str | None = None  # class name of what the student's code raised
    line: str | None = None  # "convolution.py, line 12": where it was raised
    output: str = ""  # what the student's code printed during the test
    warnings: list[str] = []
    wall_s: float = 0.0
    cpu_s: float = 0.0


class QuestionResult(Record):
    """The sum of a question's tests. ``score`` is None while one of them is not settled."""

    title: str
    score: float | None
    max_score: float
    extra_credit: bool = False


class SubmissionResult(Record, kw_only=True):
    """One submission: ``result.json``. ``max_score`` leaves extra credit out."""

    schema: str = RESULT_SCHEMA
    assignment: str
    title: str
    name: str
    status: SubmissionStatus
    score: float | None
    max_score: float
    isolation: Isolation
    questions: dict[str, QuestionResult] = {}
    tests: list[TestResult] = []
    mistakes: list[Mistake] = []  # those that explain most failures first
    served: list[Served] = []  # of earlier assignments
    reason: str = ""  # why it is unreadable or ungraded; of a check, what to mend in earlier work first
    warnings: list[str] = []  # met while reading and loading, before any hidden input
    output: str = ""  # printed while loading, before any hidden input
    submission_hash: str = ""
    suite_hash: str = ""
    versions: dict[str, str] = {}


class FeedbackTest(Record):
    """What a student may read about one test. Made by ``scoring.visibility.redact`` alone."""

    title: str
    question: str
    visibility: Visibility
    max_score: float
    status: Status | None  # None: withheld until its time comes
    score: float | None
    message: str = ""
    feedback: str = ""
    hint: str | None = None
    place: str | None = None
    exception: str | None = None
    line: str | None = None
    output: str = ""
    pictures: list[Picture] = []
    warnings: list[str] = []


class FeedbackMistake(Record):
    """What a student may read about a mistake. Made by ``scoring.visibility.redact`` alone."""

    hint: str
    question: str
    tests: list[int]  # positions in the feedback's tests of the failures that it explains
    points: float  # that wait behind it


class Feedback(Record, kw_only=True):
    """What a student may read about a submission: ``feedback/feedback.json``.

    Made by ``scoring.visibility.redact`` alone; the feedback renderers accept nothing else.
    """

    schema: str = FEEDBACK_SCHEMA
    assignment: str
    title: str
    name: str
    status: SubmissionStatus
    score: float | None
    max_score: float
    isolation: Isolation
    questions: dict[str, QuestionResult] = {}
    tests: list[FeedbackTest] = []
    mistakes: list[FeedbackMistake] = []  # those that explain most of what is shown first
    served: list[Served] = []  # of earlier assignments
    withheld: int = 0  # tests whose time has not come; their points are in no number above
    reason: str = ""
    warnings: list[str] = []
    output: str = ""


class QuestionScore(Record):
    """A question in the summary of a class."""

    score: float | None
    max_score: float


class SubmissionSummary(Record):
    """A submission in the summary of a class."""

    name: str
    status: SubmissionStatus
    score: float | None
    max_score: float
    questions: dict[str, QuestionScore]


class Summary(Record, kw_only=True):
    """A class: ``summary.json``, and what ``grade --json`` prints."""

    schema: str = SUMMARY_SCHEMA
    assignment: str
    isolation: Isolation
    submissions: list[SubmissionSummary]


R = TypeVar("R", bound=Record)


def to_json(record: Record) -> str:
    """Write a record as indented JSON, in the order of its fields, with a final newline."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def from_json(text: str | bytes, kind: type[R]) -> R:
    """Read a record back.

    Raises
    ------
    InputError
        If the text is not JSON, has another shape, or states another schema version.
    """
    try:
        record = msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:
        raise InputError(f"not a {kind.__name__} that this version can read: {error}") from error
    expected: Any = next((f.default for f in msgspec.structs.fields(kind) if f.name == "schema"), None)
    found = getattr(record, "schema", None)
    if found != expected:
        raise InputError(f"schema {found!r} is not {expected!r}: grade again with this version")
    return record
