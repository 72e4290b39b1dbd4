"""Write ``result.json`` for Classroom 50, in its schema ``classroom50/result/v1``.

Its jobs run in the student's repository: this knows the public checks alone, and counts them, for they have no points.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from autograder.ci.outcome import Outcome
from autograder.model import Status, SubmissionStatus
from autograder.reports.text import one_line

RESULT_NAME, BODY_NAME = "result.json", "release-body.md"
_FROM_ENVIRONMENT = {
    "classroom": "CLASSROOM", "assignment": "ASSIGNMENT", "submission": "SUBMISSION_TAG", "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}  # fmt: skip


def result_json(outcome: Outcome, environ: Mapping[str, str], submitted: datetime) -> str | None:
    """The result; None where a fault of ours left something open, for 0 points would be the student's loss."""
    if outcome.feedback.status is SubmissionStatus.UNGRADED:
        return None
    stated = {key: environ.get(name, "") for key, name in _FROM_ENVIRONMENT.items()}
    tests = [_test(one_line(test.title), test.status is Status.PASSED) for test in outcome.feedback.tests]
    if outcome.feedback.status is SubmissionStatus.UNREADABLE:
        tests = [_test(one_line(outcome.feedback.reason), passed=False)]
    result = {
        "schema": "classroom50/result/v1",
        **stated,
        "review": environ.get("REVIEW_URL") or stated["commit"],
        "datetime": submitted.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": len(tests),
        "tests": tests,
    }
    return json.dumps(result, indent=2, ensure_ascii=False) + "\n"


def _test(name: str, passed: bool) -> dict[str, Any]:
    return {"test-name": name, "passed": passed, "score": int(passed), "max-score": 1}
