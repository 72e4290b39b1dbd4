"""JUnit of outcomes: any XML parser takes it, whatever text is in it."""

from xml.etree import ElementTree

from autograder.ci.junit import junit_xml
from autograder.ci.outcome import ALL_SHOWN, Outcome
from autograder.model import Isolation, Status, SubmissionStatus, Visibility
from autograder.results import QuestionResult, SubmissionResult, TestResult
from autograder.scoring.visibility import Moment, redact

TEXT = "]]> <&\"' \ufffe\uffff\x00\x1b[0m é \U0001f600"


def outcome_of(assignment, *tests):
    result = SubmissionResult(
        assignment="01_tiny", title=TEXT, name="ada", status=SubmissionStatus.GRADED, score=1.5, max_score=2.0,
        isolation=Isolation.PROCESS, tests=list(tests),
        questions={"double": QuestionResult(title=TEXT, score=1.5, max_score=2.0)},
    )  # fmt: skip
    return Outcome(assignment, redact(result, Moment()), redact(result, ALL_SHOWN), f"{TEXT}.py", True)


def one_test(status, **fields):
    stated = {"score": 0.0, "max_score": 1.0, "visibility": Visibility.VISIBLE, "message": TEXT, **fields}
    return TestResult(id="a", title=TEXT, question="double", status=status, **stated)


def test_text_stays_text(tiny):
    root = ElementTree.fromstring(junit_xml([outcome_of(tiny, one_test(Status.FAILED))]))

    case = root.find("testsuite/testcase")
    points = ["properties", "property", "property"]
    assert [e.tag for e in root.iter()] == ["testsuites", "testsuite", *points, "testcase", *points, "failure"]
    assert "]]> <&\"' ��" in case.find("failure").text
    assert case.get("name").endswith("é 😀")


def test_what_is_later_or_open_is_skipped_and_what_stopped_is_an_error(tiny):
    tests = [
        one_test(Status.PASSED, score=1.0),
        one_test(Status.FAILED),
        one_test(Status.TIMED_OUT),
        one_test(Status.GRADER_FAULT, score=None),
        one_test(Status.FAILED, visibility=Visibility.AFTER_PUBLISHED),
    ]

    suite = ElementTree.fromstring(junit_xml([outcome_of(tiny, *tests)])).find("testsuite")

    assert [suite.get(key) for key in ("tests", "failures", "errors", "skipped")] == ["5", "1", "1", "2"]
