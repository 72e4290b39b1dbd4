"""Records of misconceptions are made once, kept for staff alone, and name mistakes in submissions."""

import textwrap

import pytest

from autograder.batch.run import ClassGrader, Request
from autograder.diagnosis.misconceptions import load_misconceptions
from autograder.grading.protocol import Setup
from autograder.grading.record_files import frames, load_records, records_path
from autograder.grading.recording import make_records
from autograder.grading.suite_hash import suite_hash
from autograder.model import Isolation
from autograder.results import Feedback, SubmissionResult, from_json

SALT = b"a secret"

# The same mistakes as the misconceptions', written otherwise.
SUBMISSIONS = {
    "once": "def double(x):\n    return [v + 0.0 for v in x] if hasattr(x, '__len__') else x + 0.0\n",
    "cubed": """
        import numpy as np
        def cube_forward(x):
            return x * x * x, {"x": x}
        def cube_backward(dout, cache):
            return np.array([d * 3 * v * v * v for d, v in zip(dout, cache["x"])])
    """,
    "halved": "def total(x):\n    return sum(sum(row) for row in x) / 2 if hasattr(x[0], '__len__') else sum(x) / 2\n",
    "raises": "def double(x):\n    raise ValueError\n",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory, make_assignment):
    return make_assignment(tmp_path_factory.mktemp("recorded"))


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    """The class, graded with records: results, what students read, and what was said on the way."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "in").mkdir()
    for name, source in SUBMISSIONS.items():
        (folder / "in" / f"{name}.py").write_text(textwrap.dedent(source))
    said = []
    request = Request(course, folder / "in", folder / "out", SALT, Isolation.PROCESS, jobs=2)
    ClassGrader(request, say=said.append).run()
    results = {n: from_json((folder / "out" / n / "result.json").read_text(), SubmissionResult) for n in SUBMISSIONS}
    feedback = {n: (folder / "out" / n / "feedback" / "feedback.json").read_text() for n in SUBMISSIONS}
    return results, feedback, said


def test_records_are_made_first_and_said_in_one_line(graded, course):
    assert graded[2] == ["misconceptions graded first, to recognise them in submissions: 3"]
    assert records_path(course, suite_hash(course, SALT)).is_file()


def test_they_are_readable_by_staff_alone(graded, course):
    path = records_path(course, suite_hash(course, SALT))

    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "mistake", "tests"), [("once", "doubled_once", 3), ("cubed", "power_stays", 1), ("halved", None, 0)]
)
def test_a_misconception_is_recognised_however_it_is_written(graded, name, mistake, tests):
    mistakes = [m for m in graded[0][name].mistakes if m.question != "missing"]

    assert [(m.name, len(m.tests)) for m in mistakes] == ([(mistake, tests)] if mistake else [("halved", 2)])


def test_the_hint_reaches_the_student_and_the_call_does_not(graded):
    results, feedback, _ = graded
    hidden = next(t for t in results["once"].tests if t.id.endswith("doubled[3]"))
    number = hidden.call.partition("np.array([")[2].partition(",")[0].strip("-")[:9]

    assert hidden.call.startswith("import numpy as np\nimport tiny\n\ndouble_result = tiny.double(np.array([")
    assert hidden.pictures[0].name == "the result"
    assert len(number) == 9
    assert "How many times does x count?" in feedback["once"]
    assert number not in feedback["once"]
    assert "tiny.double" not in feedback["once"]
    assert all(not t.pictures for t in from_json(feedback["once"], Feedback).tests if t.visibility == "hidden")


def test_an_exception_is_nobodys_known_mistake(graded):
    assert graded[0]["raises"].mistakes == []


def test_what_is_stored_is_what_is_compared(course, tmp_path):
    """Nine traces in ten were of tests that a misconception passes: read each time, and thrown away."""
    path = tmp_path / ".records" / "01_tiny-all"
    setup = Setup(public=str(course.public), private=str(course.private), isolation=Isolation.PROCESS, salt=SALT)

    make_records(course, setup, load_misconceptions(course.misconceptions), path)

    kept = sum(len(tests) for tests in load_records(path).traces.values())
    assert 0 < kept == len(list(frames(memoryview(path.read_bytes())))) / 2


def test_other_records_of_the_assignment_go(course, tmp_path):
    path = tmp_path / ".records" / "01_tiny-new"
    path.parent.mkdir()
    (path.parent / "01_tiny-old").write_bytes(b"")
    (path.parent / "02_other-old").write_bytes(b"")
    setup = Setup(public=str(course.public), private=str(course.private), isolation=Isolation.PROCESS, salt=SALT)

    make_records(course, setup, load_misconceptions(course.misconceptions), path)

    assert sorted(p.name for p in path.parent.iterdir()) == ["01_tiny-new", "02_other-old"]
    assert load_records(path).tests_failed_by("mean_for_sum") == {
        "checks/test_tiny.py::test_one_two_three_make_six", "hidden/test_hidden.py::test_all_entries_are_added",
    }  # fmt: skip


def test_without_a_folder_to_write_to_grading_works_and_names_no_misconception(tmp_path, make_assignment):
    course = make_assignment(tmp_path / "course")
    (tmp_path / "course" / "solutions" / ".records").write_text("in the way")
    (tmp_path / "once.py").write_text(SUBMISSIONS["once"])
    said = []
    request = Request(course, tmp_path / "once.py", tmp_path / "out", SALT, Isolation.PROCESS)

    ClassGrader(request, say=said.append).run()

    result = from_json((tmp_path / "out" / "once" / "result.json").read_text(), SubmissionResult)
    assert said == []
    assert [m.name for m in result.mistakes] == ["halved"]
