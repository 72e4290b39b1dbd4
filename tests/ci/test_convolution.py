"""A real assignment on GitHub: the demonstration class's own mistakes, and an attack on the log."""

from pathlib import Path

import pytest

from autograder.authoring.release import release
from autograder.manifest import load_assignment

from .conftest import obeyed

ROOT = Path(__file__).parents[2]
ATTACK = ROOT / "tests" / "attacks" / "corpus" / "report" / "commands_to_a_ci_log.py"
DEMO = ROOT / "solutions" / "04_convolution" / "demo"


@pytest.fixture
def pushed(tmp_path, git, monkeypatch, on_github):
    """``pushed(source)`` pushes it to a repository of this assignment."""
    assignment = load_assignment(ROOT / "assignments" / "04_convolution", ROOT / "solutions" / "04_convolution")
    folder = release(assignment, tmp_path / "student")
    on_github()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir(folder)

    def push(source):
        (folder / "convolution.py").write_text(source)

    return push


def test_right_work_passes(command, pushed):
    pushed((DEMO / "loops.py").read_text())

    done = command("ci", "--fail-under", 100)

    assert (done.code, obeyed(done.out)) == (0, [])


def test_an_error_is_annotated_at_the_line_that_raises(command, pushed):
    source = (DEMO / "raises.py").read_text()
    pushed(source)

    done = command("ci", "--fail-under", 100)

    line = 1 + source[: source.index("one row too far")].count("\n")
    assert done.code == 1
    assert {a.split(",title=")[0] for a in obeyed(done.out)} == {f"::error file=convolution.py,line={line}"}


def test_an_attack_on_the_log_commands_nothing(command, pushed):
    pushed(f"{(DEMO / 'partial.py').read_text()}\n\n{ATTACK.read_text()}\n\nconv1d = softmax\n")

    done = command("ci", "--fail-under", 100)

    assert done.code == 1
    assert {a.split(" ")[0] for a in obeyed(done.out)} == {"::error", "::notice"}


def test_an_empty_file_is_unreadable(command, pushed):
    pushed((DEMO / "empty.py").read_text())

    done = command("ci", "--fail-under", 1)

    assert done.code == 1
    assert "::error title=Convolution%3A unreadable::" in done.out
