"""A server with bare repositories that grade pushes for the tiny course, and clones that push to them: git itself."""

import json
import os
import re
import subprocess
import time
from types import SimpleNamespace

import pytest

from autograder.ci.git_hook import Settings, find_repository, install
from autograder.model import Isolation

PATIENCE_S = 60  # before a test gives up waiting for what a push does; nothing is measured by it
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Ada"), ("EMAIL", "ada@localhost"))
}


def wait_until(holds):
    """Wait for what another process does."""
    deadline = time.monotonic() + PATIENCE_S
    while not (found := holds()):
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.02)
    return found


@pytest.fixture(scope="session", name="wait_until")
def wait_until_fixture():
    """``wait_until(holds)``."""
    return wait_until


@pytest.fixture(scope="session")
def course(tmp_path_factory, make_assignment):
    """The folder of a course with the tiny assignment; its secret is made by the first push."""
    root = tmp_path_factory.mktemp("course")
    make_assignment(root, misconceptions={})
    return root


@pytest.fixture(autouse=True)
def git_alone(tmp_path, monkeypatch):
    """No settings of this machine's git."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    for name, value in {**IDENTITY, **own}.items():
        monkeypatch.setenv(name, value)


def git(folder, *arguments, stdin=""):
    """Run git and return what it prints."""
    return subprocess.run(
        ["git", *arguments], cwd=folder, input=stdin, check=True, capture_output=True, text=True
    ).stdout.strip()


class Push:
    """A push that was started."""

    def __init__(self, clone, arguments):
        self.process = subprocess.Popen(
            ["git", "push", "origin", *arguments], cwd=clone, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, start_new_session=True, env={**os.environ, "GIT_PUSHER": clone.name},
        )  # fmt: skip
        self.raw = b""

    def until(self, text):
        """Wait until it has said a text."""
        while text.encode() not in self.raw:
            line = self.process.stderr.readline()
            assert line, self.raw
            self.raw += line
        return self

    def done(self):
        """Wait for its end."""
        self.raw += self.process.stderr.read()
        self.process.stderr.close()
        self.process.wait()
        return self

    @property
    def code(self):
        """0 if the push went through."""
        return self.process.returncode

    @property
    def lines(self):
        """What the server said, line by line."""
        shown = self.raw.decode()
        return [line.removeprefix("remote:").strip() for line in shown.splitlines() if line.startswith("remote:")]

    @property
    def said(self):
        """What the server said, as one text."""
        return " ".join(filter(None, self.lines))


class Clone:
    """A student's clone."""

    def __init__(self, path):
        self.path = path

    def git(self, *arguments, stdin=""):
        """Run git in it."""
        return git(self.path, *arguments, stdin=stdin)

    def commit(self, source=None, **others):
        """Commit ``tiny.py`` and files of other names (``__`` for the dot); the commit's name."""
        files = {name.replace("__", "."): text for name, text in others.items()}
        if source is not None:
            files["tiny.py"] = source
        for name, text in files.items():
            (self.path / name).write_text(text)
        self.git("add", "--all")
        return self.commit_index()

    def commit_index(self):
        """Commit what is staged."""
        self.git("commit", "--quiet", "--allow-empty", "--message", "work")
        return self.git("rev-parse", "HEAD")

    def start_push(self, *arguments):
        """Begin to push the branch, or what is named."""
        return Push(self.path, arguments or ("main",))

    def push(self, *arguments):
        """Push and wait."""
        return self.start_push(*arguments).done()


@pytest.fixture
def server(tmp_path, course):
    """``server(name, **settings)`` makes a repository that grades pushes and a clone of it."""

    def make(name="ada", **settings):
        path = tmp_path / f"{name}.git"
        git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(path))
        git(path, "config", "receive.denyDeleteCurrent", "ignore")
        chosen = Settings(**{
            "assignment": str(course / "assignments" / "01_tiny"), "course": str(course),
            "solutions": str(course / "solutions"), "branch": "main", "isolation": Isolation.PROCESS, **settings,
        })  # fmt: skip
        install(find_repository(path), chosen)

        def clone(of):
            git(tmp_path, "clone", "--quiet", str(path), of)
            found = Clone(tmp_path / of)
            found.git("checkout", "--quiet", "-B", "main")
            return found

        def lines(file="handins"):
            record = path / "autograder" / f"{file}.jsonl"
            return [json.loads(line) for line in record.read_text().splitlines()] if record.is_file() else []

        def outcomes():
            return [(line["commit"], line["outcome"], line["score"]) for line in lines()]

        return SimpleNamespace(path=path, clone=clone, lines=lines, outcomes=outcomes, settings=chosen)

    return make


@pytest.fixture
def recover(capfd):
    """``recover(repository)`` runs the command: its exit code and what it printed."""
    from autograder.cli.main import run

    def start(repository):
        code = run(["git-hook", "recover", str(repository)])
        return code, re.sub(r"\s+", " ", capfd.readouterr().out)

    return start
