"""``autograder git-hook install``, ``log``: what they write, and what they refuse."""

import os
import subprocess

import pytest

from autograder.ci.git_hook import load_settings
from autograder.cli.main import run


@pytest.fixture
def bare(tmp_path):
    """``bare(name)`` makes a bare repository with the branch ``main``."""

    def make(name):
        path = tmp_path / name
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(path)], check=True)
        return path

    return make


@pytest.fixture
def command(capfd, course):
    """``command("install", …)`` runs it on the tiny course: its exit code, its output, its errors."""

    def start(name, *arguments):
        options = ["--assignment", "tiny", "--course", course, "--isolation", "process"] if name == "install" else []
        code = run(["git-hook", name, *map(str, options), *map(str, arguments)])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return start


def test_one_command_sets_up_a_class_and_doing_it_again_renews_it(command, bare, course):
    repositories = [bare("ada.git"), bare("ben.git")]

    first = command("install", *repositories)
    second = command("install", repositories[0], "--require", 50, "--attempts-per-day", 3, "--branch", "final")

    said = [f"{path}: pushes to main are graded for 01_tiny" for path in repositories]
    assert (first[0], first[1].splitlines()) == (0, said)
    assert second[0] == 0
    settings = [load_settings(path) for path in repositories]
    assert [(s.branch, s.require, s.attempts_per_day) for s in settings] == [("final", 50.0, 3), ("main", None, None)]
    assert {s.assignment for s in settings} == {str(course / "assignments" / "01_tiny")}
    for path in repositories:
        assert (path / "autograder").stat().st_mode & 0o777 == 0o700
        assert all(os.access(path / "hooks" / name, os.X_OK) for name in ("pre-receive", "post-receive"))


def test_a_hook_of_somebody_elses_is_not_overwritten(command, bare):
    path, other = bare("ada.git"), bare("ben.git")
    hook = path / "hooks" / "post-receive"
    hook.write_text("#!/bin/sh\nexit 0\n")

    code, _, errors = command("install", other, path)

    assert (code, errors) == (2, f"autograder: {hook} was not written by autograder: move it away first\n")
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    assert not (other / "autograder").exists()


def test_hooks_that_git_would_not_run_are_refused(command, bare, tmp_path):
    path = bare("ada.git")
    subprocess.run(["git", "--git-dir", path, "config", "core.hooksPath", tmp_path / "elsewhere"], check=True)

    code, _, errors = command("install", path)

    assert code == 2
    assert errors.endswith(f"in {tmp_path / 'elsewhere'}: unset core.hooksPath\n")


@pytest.mark.parametrize(
    ("made", "sentence"),
    [(False, "cannot be opened (No such file or directory): make it with"), (True, "is no bare repository: make one")],
)
def test_what_is_no_bare_repository_is_refused(command, tmp_path, made, sentence):
    path = tmp_path / "ada.git"
    if made:
        path.mkdir()

    code, _, errors = command("install", path)

    assert (code, errors.count("\n")) == (2, 1)
    assert f"{sentence} " in errors
    assert errors.endswith(f"with git init --bare {path}\n")


def test_an_assignment_that_does_not_hold_is_not_installed(command, bare, tmp_path, make_assignment, reference_source):
    path, broken = bare("ada.git"), tmp_path / "broken"
    make_assignment(broken, master=reference_source.replace("return 2 * x", "return 3 * x"))

    code, _, errors = command("install", path, "--course", broken)

    assert code == 2
    assert "the reference does not pass checks/test_tiny.py::test_two_is_doubled" in errors
    assert list((path / "hooks").glob("p*-receive")) == []


def test_settings_that_are_missing_say_what_to_do(command, bare):
    path = bare("ada.git")

    for name in ("log", "recover"):
        code, _, errors = command(name, path)
        assert (code, errors) == (
            2, f"autograder: {path}/autograder/settings.json is missing: run autograder git-hook install {path}\n"
        )  # fmt: skip


def test_the_log_shows_what_is_on_record_and_what_waits(command, server, reference_source):
    repository = server()
    clone = repository.clone("ada")
    commit = clone.commit(reference_source)
    clone.push()
    received = repository.path / "autograder" / "received.jsonl"
    line = received.read_text()
    received.write_text(line + line.replace(repository.lines()[0]["id"], "open").replace(commit, "f" * 40))

    code, output, _ = command("log", repository.path)

    rows = [line.split() for line in output.splitlines()]
    assert code == 0
    assert rows[0] == ["received", "(UTC)", "commit", "outcome", "score", "pusher"]
    assert [row[2:] for row in rows[1:]] == [
        [commit[:7], "graded", "5", "/", "5", "ada"], ["fffffff", "not", "graded", "yet", "ada"]
    ]  # fmt: skip
