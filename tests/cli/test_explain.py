"""``autograder explain`` on a folder of results, as ``autograder grade`` writes it."""

import shutil

import pytest

from autograder.model import Isolation, Status, SubmissionStatus, Visibility
from autograder.results import QuestionResult, SubmissionResult, TestResult, to_json


def a_test(question, misconception=None):
    return TestResult(
        id=f"hidden::{question}", title=question, question=question, status=Status.FAILED, score=0.0, max_score=1.0,
        visibility=Visibility.HIDDEN, misconception=misconception, call=f"{question}(2.0)",
    )  # fmt: skip


@pytest.fixture
def graded(course):
    """The reports of a class of the tiny course, in which two make the same mistake."""
    output = course.root / "reports" / "01_tiny"
    for name, misconception in {"ada": "doubled_once", "ben": "doubled_once", "eve": None}.items():
        tests = [a_test("double", misconception), a_test("total")]
        result = SubmissionResult(
            assignment="01_tiny", title="Tiny", name=name, status=SubmissionStatus.GRADED, score=0.0, max_score=2.0,
            isolation=Isolation.PROCESS, tests=tests,
            questions={t.question: QuestionResult(title=t.title, score=0.0, max_score=1.0) for t in tests},
        )  # fmt: skip
        (output / name).mkdir(parents=True)
        (output / name / "result.json").write_text(to_json(result))
    return output


def test_failures_are_explained_with_what_the_course_says(command, graded):
    done = command("explain", graded / "ada", "--question", "double")

    assert (done.code, done.errors) == (0, [])
    assert "Mistake: doubled_once, shared by 1 other submission\n" in done.out
    assert "Returns x as it is." in done.out
    assert "\ndouble(2.0)\n" in done.out
    assert done.out.endswith("\n1 to explain\n")


def test_it_works_without_a_course(command, graded, tmp_path, monkeypatch):
    elsewhere = shutil.copytree(graded, tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)

    done = command("explain", elsewhere / "ada" / "result.json")

    assert (done.code, done.errors) == (0, [])
    assert "shared by 1 other submission" in done.out
    assert "Returns x as it is." not in done.out


def test_json_is_the_whole_output(command, graded):
    found = command("explain", graded / "eve", "--question", "total", "--json").json()

    assert (found["schema"], found["name"], found["passed"]) == ("autograder/explanation/1", "eve", 0)
    assert [failure["test"]["question"] for failure in found["failures"]] == ["total"]


@pytest.mark.parametrize(
    ("path", "more", "sentence"),
    [
        (".", [], "holds a class: name one of its submissions, such as "),
        ("nobody", [], "has no result.json: name the folder of one submission, such as reports/04_convolution/ada"),
        ("ada/source", [], "has no result.json: name the folder of one submission"),
        ("ada", ["--question", "halve"], "ada has no question 'halve'; it has: double, total"),
        ("broken", [], "result.json: not a SubmissionResult that this version can read"),
        ("ada", ["--course", "."], "has no folder assignments/: name the course with --course DIR"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(command, graded, monkeypatch, path, more, sentence):
    monkeypatch.chdir(graded)
    if path == "broken":
        (graded / "broken").mkdir()
        (graded / "broken" / "result.json").write_text("{}")

    done = command("explain", path, *more)

    assert (done.code, done.out, len(done.errors)) == (2, "", 1)
    assert sentence in done.errors[0]
