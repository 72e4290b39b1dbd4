"""Write outcomes as JUnit XML, which GitLab and many other tools show.

JUnit knows no points: they are properties. What XML cannot hold becomes a replacement character.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from autograder.ci.outcome import Outcome
from autograder.model import Status, SubmissionStatus
from autograder.reports.text import one_line, plain_text
from autograder.reports.view import test_view
from autograder.reports.words import NO_LOSS, number_text
from autograder.results import Feedback, FeedbackTest

_NOT_XML, _REPLACEMENT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"), "\N{REPLACEMENT CHARACTER}"
_UNREADABLE = "The file can be read"
_STOPPED = (Status.ERROR, Status.CRASHED, Status.TIMED_OUT, Status.OUT_OF_MEMORY)  # rather than a wrong result


def junit_xml(outcomes: Sequence[Outcome]) -> str:
    """One suite an assignment, one case a test; what is not settled or not shown yet counts as skipped."""
    root = ElementTree.Element("testsuites")
    for outcome in outcomes:
        root.append(_suite(outcome.feedback, outcome.file))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_NOT_XML.sub(_REPLACEMENT, text)}\n'


def advice(test: FeedbackTest) -> str:
    """What a student reads of one test, as plain lines."""
    view = test_view(test)
    hint = f"Hint: {test.hint}" if test.hint else ""
    place = f"Where: {test.place}" if test.place else ""
    lines = [view.raised, hint, test.message, place, test.feedback]
    return plain_text("\n".join(filter(None, lines)) or view.words.advice)


def _suite(feedback: Feedback, file: str) -> ElementTree.Element:
    cases = [_case(test, feedback, file) for test in feedback.tests]
    if feedback.status is SubmissionStatus.UNREADABLE:
        case = ElementTree.Element("testcase", name=_UNREADABLE, classname=one_line(feedback.title))
        ElementTree.SubElement(case, "failure", message=one_line(feedback.reason), type="unreadable")
        cases = [case]
    counts = {kind: str(sum(case.find(kind) is not None for case in cases)) for kind in ("failure", "error", "skipped")}
    suite = ElementTree.Element(
        "testsuite", name=one_line(feedback.title), tests=str(len(cases)), failures=counts["failure"],
        errors=counts["error"], skipped=counts["skipped"],
    )  # fmt: skip
    if feedback.max_score:
        points = {"score": feedback.score, "max_score": feedback.max_score}
        _add_properties(suite, {name: value for name, value in points.items() if value is not None})
    suite.extend(cases)
    return suite


def _case(test: FeedbackTest, feedback: Feedback, file: str) -> ElementTree.Element:
    question = feedback.questions.get(test.question)
    case = ElementTree.Element(
        "testcase", name=one_line(test.title), classname=one_line(question.title if question else test.question)
    )
    if file:
        case.set("file", one_line(file))
    if test.max_score and test.score is not None:
        _add_properties(case, {"score": test.score, "max_score": test.max_score})
    if test.status is None or not test.status.is_settled:
        ElementTree.SubElement(case, "skipped", message="shown later" if test.status is None else NO_LOSS)
    elif test.status is not Status.PASSED:
        kind = "error" if test.status in _STOPPED else "failure"
        words = test_view(test).words.label
        ElementTree.SubElement(case, kind, message=words, type=test.status.value).text = advice(test)
    return case


def _add_properties(element: ElementTree.Element, values: dict[str, float]) -> None:
    properties = ElementTree.SubElement(element, "properties")
    for name, value in values.items():
        ElementTree.SubElement(properties, "property", name=name, value=number_text(value))
