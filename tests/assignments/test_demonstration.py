"""The demonstration class, graded for real: each scores what was worked out by hand, test by test."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.authoring.demo import load_class, write_class
from autograder.authoring.release import release
from autograder.batch.run import ClassGrader, Request
from autograder.grading.runner import parallel_jobs
from autograder.manifest import load_assignment
from autograder.model import Isolation, Status, SubmissionStatus
from autograder.results import SubmissionResult, from_json

COURSE = Path(__file__).parents[2]
NAMES = sorted(p.parent.parent.name for p in COURSE.glob("solutions/*/demo/expected.toml"))
MEMBERS = [
    (name, member)
    for name in NAMES
    for member in load_class(load_assignment(COURSE / "assignments" / name, COURSE / "solutions" / name))
]


def assignment_called(name):
    return load_assignment(COURSE / "assignments" / name, COURSE / "solutions" / name)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Every demonstration class of the course, with its results by name."""
    classes = {}
    for name in NAMES:
        assignment, root = assignment_called(name), tmp_path_factory.mktemp(name)
        write_class(assignment, root / "submissions")
        request = Request(
            assignment=assignment, path=root / "submissions", output=root / "reports", salt=b"any salt will do",
            isolation=Isolation.PROCESS, jobs=parallel_jobs(None),
        )  # fmt: skip
        summary = ClassGrader(request).run()
        texts = {s.name: (root / "reports" / s.name / "result.json").read_bytes() for s in summary.submissions}
        results = {member: from_json(text, SubmissionResult) for member, text in texts.items()}
        classes[name] = SimpleNamespace(expected=load_class(assignment), results=results, root=root)
    return classes


def test_there_is_a_class_to_see():
    assert "04_convolution" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_everybody_is_graded(graded, name):
    assert set(graded[name].results) == set(graded[name].expected)


@pytest.mark.parametrize(("name", "member"), MEMBERS)
def test_each_scores_what_was_worked_out_by_hand(graded, name, member):
    expected, result = graded[name].expected[member], graded[name].results[member]

    not_passed = {t.id: t.status for t in result.tests if t.status is not Status.PASSED}
    assert not_passed == expected.not_passed
    assert (result.status, result.score) == (expected.status, expected.score)
    assert result.max_score == assignment_called(name).manifest.max_score
    assert bool(result.tests) is (result.status is not SubmissionStatus.UNREADABLE)


@pytest.mark.parametrize("name", [p.name for p in sorted(COURSE.glob("assignments/*")) if p.is_dir()])
def test_a_release_holds_nothing_private(tmp_path, name):
    """No marker, no statement of a solution, no hidden test, no misconception, no file of staff."""
    assignment = assignment_called(name)

    released = release(assignment, tmp_path)

    files = [p for p in released.rglob("*") if p.is_file()]
    text = "\n".join(p.read_text(encoding="utf-8") for p in files if p.suffix in (".py", ".ipynb", ".md", ".toml"))
    assert {p.relative_to(released).parts[0] for p in files} <= {
        "README.md", "assignment.toml", "checks", "figures", "data", f"{assignment.module}.py",
        f"{assignment.module}.ipynb",
    }  # fmt: skip
    assert [secret for secret in private_lines(assignment) if secret in text] == []


def private_lines(assignment):
    """The markers, and the telling lines between them and in what staff alone have."""
    found = ["BEGIN SOLUTION", "END SOLUTION"]
    is_inside = False
    stub = (assignment.public / f"{assignment.module}.py").read_text(encoding="utf-8")
    for line in assignment.master.read_text(encoding="utf-8").splitlines():
        is_inside = ("BEGIN SOLUTION" in line) or (is_inside and "END SOLUTION" not in line)
        if is_inside and is_telling(line) and line.strip() not in stub:
            found.append(line.strip())
    for folder in (assignment.hidden, assignment.misconceptions):
        for path in folder.glob("*.py"):
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [line.strip() for line in lines if line.startswith(("def test_", "hint =", "fails ="))]
    return found


def is_telling(line):
    """Whether a line of a solution would give something away: long enough to be no common phrase, and no comment."""
    return len(line.strip()) > 25 and not line.strip().startswith(("#", '"'))
