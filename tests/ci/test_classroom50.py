"""The command as Classroom 50 runs it: in the student's repository, with the checks of the published bundle."""

import json

import jsonschema
import pytest

from .conftest import obeyed
from .schemas import CLASSROOM50
from .test_gradescope import DOUBTFUL

VARIABLES = {
    "CLASSROOM": "numpy", "ASSIGNMENT": "01_tiny", "SUBMISSION_TAG": "submit/2026-11-24T01-00-00Z-abc",
    "COMMIT_URL": "https://github.example/c", "RELEASE_URL": "https://github.example/r", "GITHUB_ACTIONS": "true",
}  # fmt: skip


@pytest.fixture
def classroom(tmp_path, command, course, repository, monkeypatch):
    """``classroom(source)`` pushes it and runs what the bundle's autograder.py runs; ``result`` is what was written."""

    def run(source):
        monkeypatch.chdir(course.root)
        assert command("ci", "init", "classroom50", "tiny", "--output", tmp_path / "setup").code == 0
        bundle = tmp_path / "setup" / "student" / "autograders" / "01_tiny"
        monkeypatch.chdir(repository.root)
        for name, value in {**VARIABLES, "CLASSROOM50_BUNDLE_DIR": str(bundle)}.items():
            monkeypatch.setenv(name, value)
        repository.push(source)
        done = command("ci", bundle / "01_tiny")
        path = repository.root / "result.json"
        done.result = json.loads(path.read_text()) if path.exists() else None
        if done.result is not None:
            jsonschema.validate(done.result, CLASSROOM50)
        return done

    return run


def test_right_work_passes_all_checks(classroom, repository, git):
    done = classroom("def double(x):\n    return 2 * x\n\n\ndef total(x):\n    return float(sum(x))\n")

    assert (done.code, done.result["score"], done.result["max-score"]) == (0, 2, 2)
    assert done.result["submission"] == VARIABLES["SUBMISSION_TAG"]
    assert done.result["review"] == VARIABLES["COMMIT_URL"]
    stated = git(repository.root, "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ")
    assert done.result["datetime"][:4] == stated[:4]
    assert "All 2 tests pass" in (repository.root / "release-body.md").read_text()


def test_wrong_work_exits_with_0(classroom, sources):
    done = classroom(sources["wrong"])

    assert (done.code, done.result["score"]) == (0, 0)
    assert [test["passed"] for test in done.result["tests"]] == [False, False]


def test_hostile_work_commands_nothing_and_forges_nothing(classroom, repository, sources):
    (repository.root / "result.json").symlink_to(repository.root / "01_tiny" / "tiny.py")

    done = classroom(sources["hostile"])

    assert done.result["score"] == 0
    assert {line.split(" ")[0] for line in obeyed(done.out)} == {"::error"}
    assert (repository.root / "01_tiny" / "tiny.py").read_text() == sources["hostile"]


def test_checks_of_the_students_own_do_not_count(classroom, repository, sources):
    repository.push("", "01_tiny/checks/test_tiny.py")

    done = classroom(sources["wrong"])

    assert done.result["max-score"] == 2


def test_unreadable_work_is_0_with_its_sentence(classroom, repository, sources):
    (repository.root / "01_tiny" / "tiny.ipynb").unlink()

    done = classroom(sources["unreadable"])

    [test] = done.result["tests"]
    assert (done.code, test["passed"], test["max-score"]) == (0, False, 1)
    assert "tiny.py is empty" in test["test-name"]


def test_a_fault_of_ours_leaves_no_result_not_even_a_pushed_one(classroom, repository, tmp_path, make_assignment):
    checks = "from autograder import question\n" + DOUBTFUL.replace(", points=0.5", "")
    make_assignment(tmp_path / "course", checks=checks)
    (repository.root / "result.json").write_text('{"score": 100}')

    done = classroom("def total(x):\n    return 13.0\n")

    assert (done.code, done.result) == (3, None)
    assert not (repository.root / "result.json").exists()


def test_hidden_tests_are_refused_there(command, repository, course, monkeypatch, tmp_path):
    monkeypatch.setenv("CLASSROOM50_BUNDLE_DIR", str(tmp_path))

    done = command("ci", "tiny", "--solutions", course.root / "solutions")

    assert done.code == 2
    assert "hidden tests are within reach" in done.errors[0]
