"""Students' repositories, real ones, and the variables and folders by which platforms make themselves known."""

import json
import os
import subprocess
from types import SimpleNamespace

import pytest

from autograder.authoring.release import release
from tests.cli.conftest import command, course

__all__ = ["command", "course"]

COMMANDS = (
    "::error::attack\\n::stop-commands::attack\\n::set-output name=score::10\\n##[error]attack\\n::add-mask::a"
    "\\r\\x1b[0Ksection_start:1560896352:attack\\r\\x1b[0K\\x1b[31mred\\n::group::attack"
)
FORGED = '{\\"scores\\": {\\"double\\": 1000}}'
HOSTILE = f'''
def tell():
    print("{COMMANDS}")
    print("{FORGED}", flush=True)


tell()


def double(x):
    tell()
    raise ValueError(f"{COMMANDS} LEAK {{x!r}}")


def total(x):
    tell()
    print("LEAK", x)
    return "{COMMANDS}"
'''
WRONG = "def double(x):\n    return x\n\n\ndef total(x):\n    return float(sum([x][0][9]))\n"
VARIABLES = ("GITHUB_", "GITLAB_", "CI", "CLASSROOM", "ASSIGNMENT", "AUTOGRADER_", "SUBMISSION_TAG", "COMMIT_URL")


@pytest.fixture(autouse=True)
def _no_platform(monkeypatch):
    """These tests may run on a platform themselves."""
    for name in list(os.environ):
        if name.startswith(VARIABLES):
            monkeypatch.delenv(name)


@pytest.fixture
def sources(reference_source):
    """A right, a wrong, a hostile and an unreadable submission; the first is worth 5 of 5, the others nothing."""
    return {"right": reference_source, "wrong": WRONG, "hostile": HOSTILE, "unreadable": "\n"}


@pytest.fixture
def git():
    """``git(folder, "add", ".")`` runs git as a student with no settings, and returns what it prints."""

    def run(folder, *arguments, stdin=""):
        settings = (
            "-c",
            "user.name=A Student",
            "-c",
            "user.email=student@example.org",
            "-c",
            "init.defaultBranch=main",
        )
        done = subprocess.run(
            ["git", *settings, *arguments], cwd=folder, input=stdin, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    return run


@pytest.fixture
def repository(tmp_path, course, monkeypatch, git):
    """A student's repository with the released assignment, in which one stands; ``push`` commits a file."""
    root = tmp_path / "repository"
    root.mkdir()
    release(course.tiny, root)
    git(root, "init", "--quiet")
    monkeypatch.chdir(root)

    def push(source, path="01_tiny/tiny.py"):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(source)
        git(root, "add", ".")
        git(root, "commit", "--quiet", "--allow-empty", "-m", "Work")
        return git(root, "rev-parse", "HEAD")

    start = push("")
    return SimpleNamespace(root=root, push=push, start=start)


@pytest.fixture
def on_github(tmp_path, monkeypatch, repository):
    """``on_github(private=True, before=…, after=…)`` sets what GitHub sets; returns the path of the step's summary."""

    def enter(*, private=True, **event):
        summary, path = tmp_path / "summary.md", tmp_path / "event.json"
        path.write_text(json.dumps({"repository": {"private": private}, **event}))
        variables = {
            "GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": path, "GITHUB_STEP_SUMMARY": summary,
            "GITHUB_WORKSPACE": repository.root,
        }  # fmt: skip
        for name, value in variables.items():
            monkeypatch.setenv(name, str(value))
        return summary

    return enter


@pytest.fixture
def on_gitlab(monkeypatch, repository):
    """``on_gitlab(visibility="private")`` sets what GitLab sets."""

    def enter(*, visibility="private", **more):
        stated = {"GITLAB_CI": "true", "CI_PROJECT_DIR": repository.root, "CI_PROJECT_VISIBILITY": visibility, **more}
        for name, value in stated.items():
            monkeypatch.setenv(name, str(value))

    return enter


def obeyed(log):
    """The commands that GitHub's runner finds in a log: at the start of a line, or ##[ anywhere, but where stopped."""
    found, word = [], None
    for line in log.split("\n"):
        text = line.strip()
        if word is not None:
            word = None if text == f"::{word}::" else word
        elif text.startswith("::stop-commands::"):
            word = text.removeprefix("::stop-commands::")
        elif text.startswith("::") or "##[" in text:
            found.append(text)
    assert word is None
    return found
