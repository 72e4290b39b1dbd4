"""Show outcomes on GitLab: the log, JUnit for the tests, and the code-quality list for the student's lines.

Control characters are gone from all text before it gets here: without them there are no colours and no sections.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.ci.escaping import report_text
from autograder.ci.junit import advice
from autograder.ci.outcome import Outcome
from autograder.ci.places import failing, place_of, title_of
from autograder.model import Status
from autograder.reports.text import one_line
from autograder.results import FeedbackTest

_SEVERITY = {Status.MISSING: "info", Status.NOT_ATTEMPTED: "info", Status.FAILED: "major"}


def gitlab_log(outcomes: Sequence[Outcome]) -> str:
    """What is printed."""
    return "\n".join(report_text(outcome.feedback) for outcome in outcomes)


def code_quality(outcomes: Sequence[Outcome]) -> str:
    """The list of what to mend, at the lines of the student's files."""
    found = [entry for outcome in outcomes if outcome.file for entry in _entries(outcome)]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _entries(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for number, test in enumerate(failing(outcome)):
        text = f"{title_of(outcome, test)}. {advice(test)}"
        yield _entry(outcome, test.line, test.question, f"{number} {test.title}", text, _severity(test))
    for number, warning in enumerate(outcome.feedback.warnings):
        yield _entry(outcome, warning, "loading", f"{number} {warning}", warning, "minor")


def _severity(test: FeedbackTest) -> str:
    return _SEVERITY.get(test.status, "critical") if test.status else "info"


def _entry(outcome: Outcome, line: str | None, check: str, identity: str, text: str, severity: str) -> dict[str, Any]:
    unique = "\0".join([outcome.assignment.name, check, identity])
    return {
        "description": one_line(text),
        "check_name": one_line(check),
        "fingerprint": hashlib.sha256(unique.encode("utf-8", "replace")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": one_line(outcome.file), "lines": {"begin": place_of(line).line}},
    }
