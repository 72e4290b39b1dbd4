"""The command as a whole: help, errors in one line, exit codes."""

import subprocess
import sys

import pytest

from autograder.cli.main import COMMANDS


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_names_every_command(command, arguments):
    done = command(*arguments)

    assert done.code == 0
    assert all(f"  {name}" in done.out for name in COMMANDS)
    assert "Exit codes: 0 done; 1 something does not hold; 2 you have to act; 3 some result is ungraded." in " ".join(
        done.out.split()
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_with_a_sentence(command, name):
    done = command(name, "--help")

    assert done.code == 0
    assert done.out.startswith(f"Usage: autograder {name}")
    assert not done.errors


def test_the_version_is_told(command):
    assert command("--version").out.startswith("autograder ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no_such_command"], "No such command 'no_such_command'"),
        (["grade"], "Missing argument 'ASSIGNMENT'"),
        (["grade", "1", "."], "no course is found upwards from here: name it with --course DIR"),
        (["grade", "1", "no/such/file.py"], "Path 'no/such/file.py' does not exist"),
        (["grade", "--jobs", "0", "1", "."], "0 is not in the range x>=1"),
        (["grade", "--isolation", "none", "1", "."], "'none' is not one of"),
        (["verify"], "no course is found upwards from here"),
        (["release", "1"], "no course is found upwards from here"),
        (["check", "no/such/file.py"], "no/such/file.py does not exist: give the file you are working on"),
        (["check"], "no assignment.toml is found here or above: go into the folder of the assignment"),
    ],
)
def test_a_mistake_of_the_callers_is_one_line_and_exit_code_2(command, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)

    done = command(*arguments)

    assert (done.code, done.out, len(done.errors)) == (2, "", 1)
    assert done.errors[0].startswith("autograder: ")
    assert sentence in done.errors[0]


def test_the_installed_command_ends_with_the_exit_code():
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli.main", "grade"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stderr.startswith("autograder: Missing argument")
    assert "Traceback" not in done.stderr
