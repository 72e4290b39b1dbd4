"""Where earlier work lies: on a student's machine, in a repository that was handed in, in a commit."""

import os
import subprocess

import pytest

from autograder.intake.git import Repository, read_commit
from autograder.intake.own import earlier_files, earlier_modules, file_with_work
from tests.tower import MASTER, make_tower


@pytest.fixture
def tower(tmp_path, make_assignment):
    return make_tower(tmp_path / "course", make_assignment)


@pytest.fixture
def hand_in(tmp_path, reference_source):
    """A repository with the folders of the course side by side."""
    files = {"02_tower/tower.py": MASTER, "01_tiny/tiny.py": reference_source, "01_tiny/notes.py": "x = 1\n"}
    for path, text in files.items():
        target = tmp_path / "hand_in" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return tmp_path / "hand_in"


def test_the_folders_beside_a_hand_in_give_the_modules_alone(tower, hand_in):
    found = earlier_files(hand_in / "02_tower", tower)

    assert list(found) == ["01_tiny/tiny.py"]


def test_a_link_beside_a_hand_in_is_left_out(tower, hand_in):
    (hand_in / "01_tiny" / "tiny.py").unlink()
    os.symlink("/etc/hostname", hand_in / "01_tiny" / "tiny.py")

    assert earlier_files(hand_in / "02_tower", tower) == {}


def test_a_folder_that_is_a_link_is_not_followed(tower, hand_in, tmp_path):
    """It could lead to the solutions, and what is read is shown to the student's own code."""
    (hand_in / "01_tiny").rename(tmp_path / "solutions")
    os.symlink(tmp_path / "solutions", hand_in / "01_tiny")

    assert earlier_files(hand_in / "02_tower", tower) == {}


def test_a_commit_brings_the_modules_it_builds_on(tower, hand_in, tmp_path):
    run = ["git", "-c", "user.name=ada", "-c", "user.email=ada@example.org"]
    for command in (["init", "-q", "."], ["add", "-A"], ["commit", "-qm", "work"]):
        subprocess.run([*run, *command], cwd=hand_in, check=True)
    repository = Repository(hand_in / ".git")
    commit = repository.read("rev-parse", "HEAD").decode().strip()

    read = read_commit(repository, commit, "ada", tower)

    assert sorted(read.files) == ["01_tiny/tiny.py", "02_tower/tower.py"]
    assert [chunk.name for chunk in read.chunks] == ["tower.py"]
    assert read.warnings == []


def test_a_stub_beside_the_work_is_no_work(tower):
    [own] = earlier_modules(tower)

    assert own.path == tower.public.parent / "01_tiny" / "tiny.py"
    assert own.code is not None


def test_of_two_forms_the_newer_is_taken_and_said(tower, hand_in):
    folder = tower.prerequisite("tiny").public
    (folder / "tiny.py").write_text("def double(x):\n    return x + x\n")
    os.utime(folder / "tiny.ipynb", (1, 1))

    path, notes = file_with_work(folder, tower.prerequisite("tiny"))

    assert path.name == "tiny.py"
    assert notes == ["tiny.py is checked, because it is newer than tiny.ipynb"]
