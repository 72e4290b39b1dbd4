"""Commands run for real, in this process, on a tiny course of their own."""

import json
from types import SimpleNamespace

import pytest

from autograder.cli.main import run


@pytest.fixture
def command(capsys):
    """``command("grade", …)`` runs a command: its exit code, its lines on both streams, and its output as JSON."""

    def start(*arguments):
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()

        def as_json():
            return json.loads(captured.out)

        return SimpleNamespace(code=code, out=captured.out, errors=captured.err.splitlines(), json=as_json)

    return start


@pytest.fixture
def course(tmp_path, make_assignment, monkeypatch):
    """A course with the tiny assignment, in which one stands."""
    root = tmp_path / "course"
    assignment = make_assignment(root)
    monkeypatch.chdir(root)
    return SimpleNamespace(root=root, tiny=assignment)


@pytest.fixture
def hand_in(tmp_path):
    """``hand_in(name, source)`` writes a submission and returns the folder of all."""

    def write(name, source):
        folder = tmp_path / "submissions"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(source, encoding="utf-8")
        return folder

    return write
