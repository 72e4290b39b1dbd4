"""Print what Autolab reads: the report, its formatted feedback, and the scores as the very last line.

Students watch all of it as it is printed, so that nothing of a hidden test is in it but what they may read.
"""

import json
from typing import Any

from autograder.ci.escaping import report_text
from autograder.ci.junit import advice
from autograder.ci.outcome import Outcome
from autograder.model import Status, SubmissionStatus
from autograder.reports.text import one_line
from autograder.results import Feedback


def autolab_log(outcome: Outcome) -> str:
    """What is printed. Where a fault of ours left something open, there is no line of scores."""
    feedback = outcome.feedback
    report = report_text(feedback)
    if feedback.status is SubmissionStatus.UNGRADED:
        return (
            report + "Not graded: a fault of the grader, not of your code. No points are lost; hand in again later.\n"
        )
    return report + f"{json.dumps(_presentation(feedback))}\n{json.dumps({'scores': _scores(outcome)})}\n"


def _scores(outcome: Outcome) -> dict[str, float]:
    """A score for each question, by its name in the manifest: so the problems have to be called on Autolab."""
    questions = outcome.feedback.questions
    return {
        name: questions[name].score or 0.0 if name in questions else 0.0
        for name in outcome.assignment.manifest.questions
    }


def _presentation(feedback: Feedback) -> dict[str, Any]:
    """One stage a question, one line a test; equal titles are numbered, else one would hide the other."""
    stages: dict[str, dict[str, Any]] = {}
    for test in feedback.tests:
        if test.status is None:
            continue
        question = feedback.questions.get(test.question)
        stage = stages.setdefault(one_line(question.title if question else test.question), {})
        passed = test.status is Status.PASSED
        shown = {"passed": passed} if passed else {"passed": passed, "hint": one_line(advice(test))}
        stage[_distinct(one_line(test.title), stage)] = shown
    return {"_presentation": "semantic", "stages": list(stages), **stages}


def _distinct(title: str, taken: dict[str, Any]) -> str:
    name, number = title, 2
    while name in taken:
        name, number = f"{title} ({number})", number + 1
    return name
