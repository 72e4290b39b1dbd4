"""Records to JSON and back: nothing is lost, and what this version cannot read is refused in one sentence."""

import json

import pytest

from autograder.errors import InputError
from autograder.model import Isolation, Status, SubmissionStatus, Visibility
from autograder.results import (
    Feedback,
    FeedbackTest,
    QuestionResult,
    QuestionScore,
    SubmissionResult,
    SubmissionSummary,
    Summary,
    TestResult,
    from_json,
    to_json,
)

TEST = TestResult(
    id="hidden/test_a.py::test_b[3]", title="b [3]", question="q", status=Status.ERROR, score=0.0, max_score=1.5,
    visibility=Visibility.HIDDEN, message="x\n\u202e <script>", feedback="think", hint="h", misconception="m",
    place="out: 3 of 4 entries", exception="ValueError", line="tiny.py, line 3", output="\x1b[31m", warnings=["w"],
    wall_s=0.25, cpu_s=0.125,
)  # fmt: skip
RESULT = SubmissionResult(
    assignment="01_tiny", title="Tiny", name="ada", status=SubmissionStatus.UNGRADED, score=None, max_score=1.5,
    isolation=Isolation.PROCESS, questions={"q": QuestionResult(title="Q", score=None, max_score=1.5)}, tests=[TEST],
    reason="r", warnings=["w"], output="o", submission_hash="ab", suite_hash="cd", versions={"numpy": "2"},
)  # fmt: skip
FEEDBACK = Feedback(
    assignment="01_tiny", title="Tiny", name="ada", status=SubmissionStatus.GRADED, score=1.0, max_score=1.5,
    isolation=Isolation.SANDBOX, withheld=1,
    tests=[FeedbackTest(title="b", question="q", visibility="hidden", max_score=1.5, status=None, score=None)],
)  # fmt: skip
SUMMARY = Summary(
    assignment="01_tiny", isolation=Isolation.PROCESS,
    submissions=[SubmissionSummary(name="ada", status=SubmissionStatus.GRADED, score=1.0, max_score=1.5,
                                   questions={"q": QuestionScore(score=1.0, max_score=1.5)})],
)  # fmt: skip


@pytest.mark.parametrize("record", [RESULT, FEEDBACK, SUMMARY])
def test_a_record_comes_back_as_it_was(record):
    text = to_json(record)

    assert from_json(text, type(record)) == record
    assert next(iter(json.loads(text))) == "schema"
    assert text.endswith("}\n")


def test_another_schema_version_is_refused():
    text = to_json(RESULT).replace("autograder/result/1", "autograder/result/9")

    with pytest.raises(InputError, match="'autograder/result/9' is not 'autograder/result/1': grade again"):
        from_json(text, SubmissionResult)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"schema": "autograder/result/1"}', to_json(RESULT).replace('"reason"', '"raisin"')]
)
def test_what_has_another_shape_is_refused(text):
    with pytest.raises(InputError, match="not a SubmissionResult that this version can read"):
        from_json(text, SubmissionResult)


def test_an_unsettled_score_is_null():
    assert json.loads(to_json(RESULT))["score"] is None
