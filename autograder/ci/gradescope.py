"""Write ``results.json`` for Gradescope.

Gradescope keeps a test from students by its ``visibility``, so that all points may stand there. Of a hidden test stands
there what its student may read, now or at the time that its visibility names, and never more.
"""

import json
from typing import Any

from autograder.ci.junit import advice
from autograder.ci.outcome import Outcome
from autograder.model import Isolation, Status, SubmissionStatus, Visibility
from autograder.reports.text import one_line, plain_text
from autograder.reports.view import test_view
from autograder.reports.words import ISOLATION_NOTES
from autograder.results import Feedback, FeedbackTest

UNGRADED = (
    "Not graded: a fault of the grader, not of your code. No points are lost; your instructors have to run it again."
)


def results_json(outcome: Outcome) -> str:
    """The results; without score and tests where a fault of ours left something open, which Gradescope shows as one."""
    return json.dumps(_results(outcome.later), indent=2, ensure_ascii=False) + "\n"


def _results(feedback: Feedback) -> dict[str, Any]:
    common = {"output_format": "text", "test_output_format": "text", "test_name_format": "text",
              "stdout_visibility": "hidden"}  # fmt: skip
    if feedback.status is SubmissionStatus.UNGRADED:
        return {"output": UNGRADED, **common}
    if feedback.status is SubmissionStatus.UNREADABLE:
        return {"score": 0.0, "output": plain_text(feedback.reason), **common, "tests": []}
    return {
        "score": feedback.score or 0.0,  # the sum of those below; public checks have none, and then Gradescope wants it
        "output": "\n".join([*map(one_line, feedback.warnings), _isolation(feedback.isolation)]),
        **common,
        "tests": [_test(number, test, feedback) for number, test in enumerate(feedback.tests, 1)],
    }


def _test(number: int, test: FeedbackTest, feedback: Feedback) -> dict[str, Any]:
    question = feedback.questions.get(test.question)
    passed = test.status is Status.PASSED
    label = test_view(test).words.label
    entry = {
        "name": one_line(f"{question.title if question else test.question}: {test.title}"),
        "number": str(number),
        "status": "passed" if passed else "failed",
        "output": "" if passed else f"{label}\n{advice(test)}",
        "visibility": _VISIBILITY[test.visibility],
    }
    points = {"score": test.score, "max_score": test.max_score} if test.max_score else {}
    return {**points, **entry}


# Gradescope's "hidden" would keep a test from students for ever; ours says that they see no input of it.
_VISIBILITY = {
    Visibility.VISIBLE: "visible",
    Visibility.HIDDEN: "visible",
    Visibility.AFTER_DUE_DATE: "after_due_date",
    Visibility.AFTER_PUBLISHED: "after_published",
}


def _isolation(isolation: Isolation) -> str:
    return f"Isolation: {isolation}. {ISOLATION_NOTES[isolation]}"
