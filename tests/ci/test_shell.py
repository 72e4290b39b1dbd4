"""The command in a plain shell, and what holds on every platform."""

import subprocess
import sys
from pathlib import Path

import pytest

from .test_gradescope import DOUBTFUL


def test_right_and_wrong_work_in_a_shell(command, repository, sources):
    repository.push(sources["right"])
    right = command("ci", "--fail-under", 100)
    repository.push(sources["wrong"])
    wrong = command("ci", "--fail-under", 100)

    assert (right.code, wrong.code) == (0, 1)
    assert "All 2 tests pass." in right.out
    assert (repository.root / "ci-reports" / "01_tiny" / "report.html").is_file()


def test_one_file_is_graded_with_a_course(command, hand_in_file, course, sources, tmp_path):
    path = hand_in_file(sources["right"])

    done = command(
        "ci", "tiny", "--solutions", course.root / "solutions", "--submission", path, "--output", tmp_path / "out",
        "--isolation-at-least", "process",
    )  # fmt: skip

    assert done.code == 0
    assert "5 / 5 points" in done.out
    names = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert names == ["01_tiny/feedback.json", "01_tiny/report.html", "01_tiny/report.md", "junit.xml"]


@pytest.fixture
def hand_in_file(tmp_path):
    def write(source):
        path = tmp_path / "ada.py"
        path.write_text(source)
        return path

    return write


def test_output_that_is_a_file_is_one_sentence(command, repository, sources, tmp_path):
    repository.push(sources["right"])
    (tmp_path / "taken").write_text("")

    done = command("ci", "--output", tmp_path / "taken" / "below")

    assert done.code == 2
    assert "cannot be written" in done.errors[0]
    assert "--output" in done.errors[0]


def test_a_percentage_is_one(command, repository):
    assert command("ci", "--fail-under", 101).code == 2


def test_weaker_isolation_than_asked_for_is_refused(monkeypatch, command, repository, course, sources):
    monkeypatch.setattr("autograder.cli.isolation.best_rung", lambda: "process")
    repository.push(sources["right"])

    done = command("ci", "--solutions", course.root / "solutions", "--isolation-at-least", "confined")

    assert done.code == 2
    assert "offers only 'process', and 'confined' is asked for: autograder doctor" in done.errors[0]


def test_files_of_a_students_repository_do_not_run_on_the_trusted_side(repository, course, sources, tmp_path):
    # The command stands in the student's repository, whose modules, plugins and settings are the student's.
    ran = tmp_path / "ran"
    for name in (
        "conftest",
        "sitecustomize",
        "usercustomize",
        "numpy",
        "pytest",
        "autograder",
        "msgspec",
        "tiny_plugin",
    ):
        (repository.root / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r} + ' ')\n")
    (repository.root / "pytest.ini").write_text("[pytest]\naddopts = -p tiny_plugin\n")
    repository.push(sources["right"])

    done = subprocess.run(
        [
            Path(sys.prefix, "bin", "autograder"), "ci", "--solutions", course.root / "solutions",
            "--isolation-at-least", "process",
        ],
        cwd=repository.root, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "5 / 5 points" in done.stdout
    assert not ran.exists()


def test_a_fault_of_ours_is_exit_code_3_and_says_what_to_do(command, repository, course, make_assignment):
    checks = "from autograder import question\n" + DOUBTFUL.replace(", points=0.5", "")
    (repository.root / "01_tiny" / "checks" / "test_tiny.py").write_text(checks)
    repository.push("def total(x):\n    return 13.0\n")

    done = command("ci", "--fail-under", 100)

    assert done.code == 3
    assert "costs no points. Run the job again" in done.errors[0]
